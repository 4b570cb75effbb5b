namespace Redflow.Api.Runs;

/// <summary>A page of runs with payloads.</summary>
internal sealed record RunRowPage(IReadOnlyList<RunRowView> Runs, string? NextCursor);
