namespace Redflow.Bulk;

/// <summary>What a bulk operation would go through.</summary>
/// <param name="Count">How many runs match.</param>
/// <param name="IsWhole">Whether all were counted; otherwise there may be more.</param>
public sealed record BulkPreview(long Count, bool IsWhole);
