using System.Text.Json.Serialization;
using Redflow.Limits;
using Redflow.Workflows;

namespace Redflow.Dashboard.Tests.Hosting;

/// <content>A workflow with limits, triggers and an input of many members.</content>
public sealed partial class Shop
{
    public const string Receive = "receive-delivery";
    public const string Warehouse = "warehouse";
    public const string Announced = "delivery.announced";

    private static void Limited(WorkflowOptions options)
    {
        options.Queue = Warehouse;
        options.MaxConcurrency = 2;
        options.MaxConcurrencyPerKey = 1;
        options.LimitKey = "supplier";
        options.Rate = new RateLimit(100, TimeSpan.FromMinutes(1));
        options.Timeout = TimeSpan.FromHours(6);
        options.KeepLast = 1_000;
        options.Events.Add(Announced);
        options.Cron.Add(new("0 3 * * *", "nightly", "Europe/Berlin", new Delivery("north", 1, 0.5m, false, Dock.Ramp, new("Ada", null), [])));
    }

    private static Task<string> ReceiveAsync(WorkflowContext<Delivery> ctx) =>
        ctx.Step.RunAsync("store pallets", ct => TakeAsync(20, $"{ctx.Input.Pallets} of {ctx.Input.Supplier} on floor {ctx.Input.Floor}", ct));

    [JsonConverter(typeof(JsonStringEnumConverter<Dock>))]
    public enum Dock
    {
        Ramp,
        Gate,
        Yard,
    }

    public sealed record Delivery(
        string Supplier, int Pallets, decimal Tons, bool IsCooled, Dock Dock, Contact Driver, IReadOnlyList<string> Articles, string? Note = null, int Floor = 2);

    public sealed record Contact(string Name, string? Phone);
}
