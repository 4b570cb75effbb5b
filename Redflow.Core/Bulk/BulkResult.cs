namespace Redflow.Bulk;

/// <summary>What a bulk operation has come to.</summary>
/// <param name="Changed">How many runs it has changed.</param>
/// <param name="Skipped">How many it found in a state that it does not apply to, or gone.</param>
public sealed record BulkResult(long Changed, long Skipped);
