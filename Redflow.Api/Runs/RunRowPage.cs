namespace Redflow.Api.Runs;

/// <summary>A page of runs with payloads.</summary>
/// <param name="Runs">The rows.</param>
/// <param name="NextCursor">Where the next page begins; null when this was the last one.</param>
internal sealed record RunRowPage(IReadOnlyList<RunRowView> Runs, string? NextCursor);
