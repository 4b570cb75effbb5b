namespace Redflow.Runs;

/// <summary>A page of a list, newest first.</summary>
/// <param name="Runs">The rows.</param>
/// <param name="NextCursor">Give it to the next query; null after the last page.</param>
/// <remarks>Runs that are emitted while one pages through appear before the first page, never between two.</remarks>
public sealed record RunPage(IReadOnlyList<RunSummary> Runs, string? NextCursor);
