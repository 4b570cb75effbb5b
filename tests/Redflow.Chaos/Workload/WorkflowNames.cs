namespace Redflow.Chaos.Workload;

/// <summary>The workflows, by what they try.</summary>
internal static class WorkflowNames
{
    public const string Free = "free";
    public const string Limited = "limited";
    public const string Keyed = "keyed";
    public const string Parallel = "parallel";
    public const string Parent = "parent";
    public const string Guardian = "guardian";
    public const string Ward = "ward";
    public const string Sleeper = "sleeper";
    public const string Waiter = "waiter";
    public const string Herald = "herald";
    public const string Signaled = "signaled";
    public const string Flaky = "flaky";
    public const string Failing = "failing";
    public const string Saga = "saga";
    public const string Once = "once";
    public const string Poison = "poison";

    /// <summary>A tick each second by cron, without limits.</summary>
    public const string Tick = "tick";

    /// <summary>A tick each second by an interval, of which some find the one before at work.</summary>
    public const string Beat = "beat";

    /// <summary>The schedule of <see cref="Tick"/>, which it declares.</summary>
    public const string TickSchedule = "tick:cron";

    /// <summary>The schedule of <see cref="Beat"/>, which clients store.</summary>
    public const string BeatSchedule = "every";

    public static IReadOnlyList<string> Schedules { get; } = [TickSchedule, BeatSchedule];

    public static IReadOnlyList<string> All { get; } =
    [
        Free, Limited, Keyed, Parallel, Parent, Guardian, Ward, Sleeper, Waiter, Herald, Signaled, Flaky, Failing, Saga, Once, Poison, Tick, Beat,
    ];

    /// <summary>How many runs of a workflow may run at a time; null for any number.</summary>
    public static int? LimitOf(string workflow) => workflow switch
    {
        Limited => 2,
        Beat => 1,
        _ => null,
    };

    /// <summary>How many runs of one limit key of a workflow may run at a time; null for any number.</summary>
    public static int? KeyLimitOf(string workflow) => workflow == Keyed ? 1 : null;
}
