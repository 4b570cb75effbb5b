namespace Redflow.Workflows;

/// <summary>Why a handler's token was canceled.</summary>
public enum CancellationReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>Someone canceled the run.</summary>
    RunCanceled,

    /// <summary>The run took longer than its time-out and has failed; nothing this pass does is stored.</summary>
    RunTimedOut,

    /// <summary>This worker lost its lease: another one has the run, and nothing this pass does is stored.</summary>
    LeaseLost,

    /// <summary>The host stops and the grace period is over; the run goes back to its queue.</summary>
    HostStopping,
}
