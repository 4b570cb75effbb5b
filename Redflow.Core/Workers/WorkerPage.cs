namespace Redflow.Workers;

/// <summary>A page of workers.</summary>
/// <param name="Workers">The workers, by id.</param>
/// <param name="NextCursor">Where the next page begins; null when this was the last one.</param>
public sealed record WorkerPage(IReadOnlyList<WorkerInfo> Workers, string? NextCursor);
