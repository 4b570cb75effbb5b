using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Storage.Redis;

/// <summary>Ticks as scripts write and read them.</summary>
internal static class TickText
{
    public static string Of(TickOutcome kind) => kind switch
    {
        TickOutcome.Fired => "fired",
        TickOutcome.Triggered => "triggered",
        TickOutcome.Backfilled => "backfilled",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No run is started for it."),
    };

    public static string Of(OverlapPolicy policy) => policy switch
    {
        OverlapPolicy.QueueOne => "one",
        OverlapPolicy.QueueAll => "all",
        OverlapPolicy.CancelOther => "cancel",
        OverlapPolicy.Allow => "allow",
        _ => "skip",
    };

    /// <summary>Reads an entry of a history: instant, time, outcome, and the run or why there is none, with spaces between.</summary>
    public static TickRecord Read(string entry)
    {
        var parts = entry.Split(' ');
        return Read(Replies.TimeOrNull(parts[0])!.Value, Replies.TimeOrNull(parts[1])!.Value, parts[2], parts[3]);
    }

    /// <summary>Reads what a script answers of a run.</summary>
    public static TickRecord Read(DateTimeOffset plannedAt, DateTimeOffset at, TickOutcome kind, string word, string detail) =>
        Read(plannedAt, at, word == "started" ? Of(kind) : word, detail);

    private static TickRecord Read(DateTimeOffset plannedAt, DateTimeOffset at, string outcome, string detail) => outcome switch
    {
        "fired" => new(plannedAt, at, TickOutcome.Fired) { Run = RunId.Parse(detail, null) },
        "triggered" => new(plannedAt, at, TickOutcome.Triggered) { Run = RunId.Parse(detail, null) },
        "backfilled" => new(plannedAt, at, TickOutcome.Backfilled) { Run = RunId.Parse(detail, null) },
        "missed" => new(plannedAt, at, TickOutcome.Missed),
        "skipped" => new(plannedAt, at, TickOutcome.Skipped) { Reason = ReasonOf(detail) },
        var word => throw Replies.Unexpected(Scripts.TickSchedule, word),
    };

    private static SkipReason ReasonOf(string word) => word switch
    {
        "limit" => SkipReason.AtLimit,
        "queued" => SkipReason.AlreadyQueued,
        "full" => SkipReason.QueueFull,
        "unknown" => SkipReason.UnknownWorkflow,
        "existing" => SkipReason.AlreadyStarted,
        _ => throw Replies.Unexpected(Scripts.TickSchedule, word),
    };
}
