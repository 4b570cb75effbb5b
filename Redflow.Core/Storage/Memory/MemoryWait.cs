using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>What a step waits for.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Target">The child's id, the event's name or the signal's name; null for a sleep.</param>
/// <param name="CorrelationKey">The event's correlation key, empty for none.</param>
/// <param name="Until">When the wait is over; null for as long as it takes.</param>
internal sealed record MemoryWait(WaitKind Kind, string? Target, string CorrelationKey, DateTimeOffset? Until)
{
    public static MemoryWait Of(StepWait wait, DateTimeOffset now)
    {
        DateTimeOffset? until = UntilOf(wait, now);
        return wait switch
        {
            StepWait.Sleep or StepWait.SleepUntil => new(WaitKind.Sleep, null, "", until),
            StepWait.ForChild child => new(WaitKind.Child, child.Run.Id.ToString(), "", until),
            StepWait.ForEvent named => new(WaitKind.Event, named.Name, named.CorrelationKey ?? "", until),
            StepWait.ForSignal signal => new(WaitKind.Signal, signal.Name, "", until),
            _ => throw new ArgumentOutOfRangeException(nameof(wait), wait, null),
        };
    }

    /// <summary>When a wait that begins now is over; null for as long as it takes.</summary>
    public static DateTimeOffset? UntilOf(StepWait wait, DateTimeOffset now) => wait switch
    {
        StepWait.SleepUntil { Until: var until } => WholeMilliseconds.After(DateTimeOffset.UnixEpoch, until - DateTimeOffset.UnixEpoch),
        { Timeout: { } timeout } => WholeMilliseconds.After(now, timeout),
        _ => null,
    };

    public bool IsOver(DateTimeOffset now) => Until <= now;
}
