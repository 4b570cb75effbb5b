using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>What follows from a pass.</summary>
public abstract record PassOutcome
{
    private PassOutcome()
    {
    }

    /// <summary>How many bytes of payloads it carries.</summary>
    internal virtual long PayloadSize => 0;

    /// <summary>The run ends succeeded.</summary>
    public sealed record Succeeded(byte[] Output) : PassOutcome
    {
        internal override long PayloadSize => Output.Length;
    }

    /// <summary>The run ends failed.</summary>
    public sealed record Failed(RunError Error) : PassOutcome;

    /// <summary>The next attempt follows after a delay; if cancellation was asked for, the run ends canceled instead.</summary>
    public sealed record Retry(RunError Error, TimeSpan Delay) : PassOutcome;

    /// <summary>The run ends canceled.</summary>
    public sealed record Canceled : PassOutcome;

    /// <summary>The run waits until the first of these is over; then the next pass of this attempt follows.</summary>
    public sealed record Suspended(IReadOnlyList<StepWait> Waits) : PassOutcome
    {
        internal override long PayloadSize => Waits.OfType<StepWait.ForChild>().Sum(wait => (long)wait.Run.Input.Length);
    }

    /// <summary>The run goes back to its queue after a delay, the attempt not counted.</summary>
    public sealed record Released(TimeSpan Delay) : PassOutcome;

    /// <summary>
    /// The run goes back to its queue after a delay, its handler not entered. If this was its first claim and it expires, it has not started, and
    /// expires when it would have.
    /// </summary>
    public sealed record Declined(TimeSpan Delay) : PassOutcome;
}
