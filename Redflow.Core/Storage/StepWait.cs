namespace Redflow.Storage;

/// <summary>A step that waits; what an earlier pass stored for the same step stands.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Position">Which step of the pass it was, from 1.</param>
/// <param name="Timeout">How long to wait from now; null for as long as it takes.</param>
public abstract record StepWait(string Step, int Position, TimeSpan? Timeout)
{
    /// <summary>It waits for what an earlier pass has stored.</summary>
    public sealed record Kept(string Step, int Position) : StepWait(Step, Position, Timeout: null);

    /// <summary>It waits for the time alone.</summary>
    public sealed record Sleep(string Step, int Position, TimeSpan Delay) : StepWait(Step, Position, Delay);

    /// <summary>It waits for a time, by the store's clock.</summary>
    public sealed record SleepUntil(string Step, int Position, DateTimeOffset Until) : StepWait(Step, Position, Timeout: null);

    /// <summary>It waits for the end of a run, which is emitted once the wait is stored.</summary>
    /// <param name="Step">The step's name.</param>
    /// <param name="Position">Which step of the pass it was, from 1.</param>
    /// <param name="Run">The child; its <see cref="NewRun.Parent"/> is this step.</param>
    /// <param name="Timeout">How long to wait from now; null for as long as it takes.</param>
    public sealed record ForChild(string Step, int Position, NewRun Run, TimeSpan? Timeout = null) : StepWait(Step, Position, Timeout);

    /// <summary>It waits for an event of this name and correlation key.</summary>
    /// <param name="Step">The step's name.</param>
    /// <param name="Position">Which step of the pass it was, from 1.</param>
    /// <param name="Name">The event's name.</param>
    /// <param name="CorrelationKey">Its correlation key; null for none.</param>
    /// <param name="LookBack">How much earlier than the wait the event may have come.</param>
    /// <param name="Timeout">How long to wait from now; null for as long as it takes.</param>
    public sealed record ForEvent(string Step, int Position, string Name, string? CorrelationKey, TimeSpan LookBack, TimeSpan? Timeout = null)
        : StepWait(Step, Position, Timeout);

    /// <summary>It waits for a signal of this name; one that came before is taken at once.</summary>
    /// <param name="Step">The step's name.</param>
    /// <param name="Position">Which step of the pass it was, from 1.</param>
    /// <param name="Name">The signal's name.</param>
    /// <param name="Timeout">How long to wait from now; null for as long as it takes.</param>
    public sealed record ForSignal(string Step, int Position, string Name, TimeSpan? Timeout = null) : StepWait(Step, Position, Timeout);
}
