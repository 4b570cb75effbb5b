namespace Redflow.Dashboard.Bulk;

/// <summary>A page of bulk jobs, newest first.</summary>
/// <param name="Jobs">The jobs.</param>
/// <param name="NextCursor">Where the next page begins; null after the last one.</param>
/// <param name="IsFirst">Whether these are the newest.</param>
internal sealed record BulkList(IReadOnlyList<BulkLine> Jobs, string? NextCursor, bool IsFirst);
