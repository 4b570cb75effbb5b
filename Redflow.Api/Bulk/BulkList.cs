namespace Redflow.Api.Bulk;

/// <summary>A page of bulk operations, newest first.</summary>
internal sealed record BulkList(IReadOnlyList<BulkRow> Operations, string? NextCursor);
