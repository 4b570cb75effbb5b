using Redflow.Payloads;
using Redflow.Workflows;

namespace Redflow.Fuzz.Tests.Client;

/// <summary>The workflows that are registered while inputs are thrown at a client; no worker runs them.</summary>
internal static class Registered
{
    public const string Echo = "echo";
    public const string Greet = "greet";
    public const string Keyed = "keyed";
    public const string Bounded = "bounded";
    public const string Table = "table";

    private static readonly PayloadSerializer Payloads = new(new());

    public static IReadOnlyList<WorkflowInfo> All { get; } =
    [
        Info(Echo, typeof(object)),
        Info(Greet, typeof(Greeting)),
        Info(Keyed, typeof(object)) with { LimitKey = "tenant.id", Limits = new() { MaxConcurrency = 5, MaxConcurrencyPerKey = 2, Rate = new(3, TimeSpan.FromSeconds(1), PerKey: true) } },
        Info(Table, typeof(Dictionary<string, int[]>)),
        Info(Bounded, typeof(object)) with { Queue = Bounded, MaxQueueLength = 5 },
    ];

    private static WorkflowInfo Info(string name, Type input) => new()
    {
        Name = name,
        Queue = "default",
        MaxAttempts = 3,
        MaxCrashes = 3,
        Retention = TimeSpan.FromDays(7),
        InputSchema = InputSchema.Of(input, Payloads),
    };

    private sealed record Greeting(string Name, int Times = 1, IReadOnlyList<Greeting>? More = null);
}
