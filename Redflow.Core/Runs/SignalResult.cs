namespace Redflow.Runs;

/// <summary>What a signal to a run came to.</summary>
public enum SignalResult
{
    /// <summary>The run has it: a step that waits for it got it, or it is kept until one does.</summary>
    Delivered,

    /// <summary>The run has ended; nothing was stored.</summary>
    AlreadyFinished,

    /// <summary>The run has taken as many signals as a run may, 10,000; nothing was stored.</summary>
    Full,
}
