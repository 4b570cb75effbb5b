using Redflow.Hosting;
using Redflow.Schedules;

namespace Redflow.Dashboard.Tests.Hosting;

/// <content>What starts by itself, and what events start and wake.</content>
public sealed partial class Shop
{
    public const string Report = "stock-report";
    public const string Count = "count-shelves";
    public const string Book = "book-payment";
    public const string Ship = "ship-order";

    /// <summary>The schedule that <see cref="Report"/> declares.</summary>
    public const string Declared = $"{Report}:weekdays";

    /// <summary>The event that starts <see cref="Book"/>, and that <see cref="Ship"/> waits for.</summary>
    public const string Paid = "order.paid";

    private void AddScheduled(RedflowBuilder worker) => worker
        .AddWorkflow<Team, string>(Report, ctx => Task.FromResult($"for {ctx.Input.Name}"), options =>
        {
            Unlimited(options);
            options.Cron.Add(new("0 7 * * MON-FRI", Id: "weekdays", TimeZone: "Europe/Berlin", Input: new Team("purchasing", "ops@shop.example"))
            {
                Options = new() { Description = "For the meeting at half past seven", Overlap = OverlapPolicy.QueueOne },
            });
        })
        .AddWorkflow<Team, string>(Count, async ctx =>
        {
            await _opened.Task.WaitAsync(ctx.CancellationToken);
            return ctx.Input.Name;
        })
        .AddWorkflow<Payment, int>(Book, ctx => ctx.Step.RunAsync("book", _ => Task.FromResult(ctx.Input.Euros)), options =>
        {
            Unlimited(options);
            options.Events.Add(Paid);
        })
        .AddWorkflow<int, string>(Ship, async ctx =>
        {
            var paid = await ctx.Step.WaitForEventAsync<Payment>("payment", Paid, $"order-{ctx.Input}");
            return $"shipped for {paid.Euros} EUR";
        }, Unlimited);

    public sealed record Team(string Name, string Mail);

    public sealed record Payment(int Order, int Euros, Card Card);
}
