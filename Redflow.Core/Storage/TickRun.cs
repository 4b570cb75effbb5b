using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>A run to start for an instant of a schedule.</summary>
/// <param name="PlannedAt">The instant.</param>
/// <param name="Id">The run's id, in the schedule's partition; the same for the same instant.</param>
public sealed record TickRun(DateTimeOffset PlannedAt, RunId Id);
