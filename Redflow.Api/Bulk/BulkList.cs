namespace Redflow.Api.Bulk;

/// <summary>A page of bulk operations, newest first.</summary>
/// <param name="Operations">The operations.</param>
/// <param name="NextCursor">Where the next page begins; null when this was the last one.</param>
internal sealed record BulkList(IReadOnlyList<BulkRow> Operations, string? NextCursor);
