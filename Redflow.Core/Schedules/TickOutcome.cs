namespace Redflow.Schedules;

/// <summary>What became of a tick.</summary>
public enum TickOutcome
{
    /// <summary>It started a run.</summary>
    Fired,

    /// <summary>It came, and no run was to be started.</summary>
    Skipped,

    /// <summary>It passed before a scheduler looked, and was not fired later.</summary>
    Missed,

    /// <summary>Somebody started a run by hand.</summary>
    Triggered,

    /// <summary>A backfill started a run for it.</summary>
    Backfilled,
}
