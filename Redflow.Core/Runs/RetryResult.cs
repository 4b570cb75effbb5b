namespace Redflow.Runs;

/// <summary>What a request to retry a run in place came to.</summary>
public enum RetryResult
{
    /// <summary>The run is queued again; its finished steps stand.</summary>
    Retried,

    /// <summary>The run has not ended; nothing changed. A retry that was sent twice finds this.</summary>
    NotFinished,

    /// <summary>The run succeeded; nothing changed. Rerun it to do its work again.</summary>
    Succeeded,

    /// <summary>The run has compensations: what its steps have done is undone, so it can't go on; nothing changed. Rerun it from the start.</summary>
    Compensated,
}
