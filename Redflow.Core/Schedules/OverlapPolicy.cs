namespace Redflow.Schedules;

/// <summary>What becomes of a tick that finds its workflow at its concurrency limit: no slot is free, or runs wait for one already.</summary>
/// <remarks>A workflow without a concurrency limit is never at it.</remarks>
public enum OverlapPolicy
{
    /// <summary>No run is started; the tick is noted as skipped.</summary>
    Skip,

    /// <summary>The run waits for a slot, unless the one that an earlier tick of the schedule has queued so still waits: then the tick is skipped.</summary>
    QueueOne,

    /// <summary>The run waits for a slot behind all others.</summary>
    QueueAll,

    /// <summary>
    /// The schedule's run before is canceled, if it has not ended, whether the workflow is at its limit or not; the new one starts as soon as a slot is free.
    /// </summary>
    CancelOther,

    /// <summary>A run is emitted as by a client. The limit holds for it too.</summary>
    Allow,
}
