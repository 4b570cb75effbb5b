using Redflow.Limits;
using Redflow.Workflows;

namespace Redflow.Core.Tests.Storage.Model;

/// <summary>The workflows: one without limits, one for each kind of limit, one that handles failures.</summary>
/// <remarks>
/// Rates of limit keys are left out: when a store looks whether one lets runs start again is left to it, and so is who starts then. So are
/// rates that change: how long starts are remembered that no rate counts any more is left to it too.
/// </remarks>
internal static class Definitions
{
    /// <summary>One that no worker registers.</summary>
    public const string Unknown = "ghost";

    public static readonly string[] Queues = ["q0", "q1"];

    /// <summary>Longer than any sequence, in both times: the time at which Redis expires keys is not the test's.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    public static IReadOnlyList<WorkflowInfo> All { get; } =
    [
        Make("plain", "q0") with { OnFailure = "fixer", Events = ["e0"] },
        Make("pair", "q0") with { Limits = new() { MaxConcurrency = 2, MaxConcurrencyPerKey = 1 } },
        Make("single", "q1") with { Limits = new() { MaxConcurrency = 1 }, Events = ["e1"] },
        Make("timed", "q1") with { Limits = new() { MaxConcurrency = 3 }, Timeout = TimeSpan.FromMinutes(1) },
        Make("keyed", "q0") with { Limits = new() { MaxConcurrencyPerKey = 1 }, ExpireAfter = TimeSpan.FromSeconds(30) },
        Make("rated", "q0") with { Limits = new() { MaxConcurrency = 3, Rate = new(2, TimeSpan.FromMinutes(1)) } },
        Make("fixer", "q1"),
    ];

    /// <summary>Those whose limits may change.</summary>
    public static IReadOnlyList<WorkflowInfo> Relimited { get; } = [.. All.Where(workflow => workflow.Limits.Rate is null)];

    public static WorkflowLimits Limits(int choice) => (choice % 5) switch
    {
        0 => WorkflowLimits.None,
        1 => new() { MaxConcurrency = 1 },
        2 => new() { MaxConcurrency = 3 },
        3 => new() { MaxConcurrencyPerKey = 1 },
        _ => new() { MaxConcurrency = 2, MaxConcurrencyPerKey = 1 },
    };

    private static WorkflowInfo Make(string name, string queue) => new()
    {
        Name = name,
        Queue = queue,
        MaxAttempts = 3,
        MaxCrashes = 2,
        Retention = Retention,
        InputSchema = new("{}"u8.ToArray()),
    };
}
