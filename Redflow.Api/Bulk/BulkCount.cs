namespace Redflow.Api.Bulk;

/// <summary>What a bulk operation would go through.</summary>
/// <param name="Matching">How many runs match.</param>
/// <param name="AtLeast">Whether there may be more: they were not all counted.</param>
internal sealed record BulkCount(long Matching, bool AtLeast);
