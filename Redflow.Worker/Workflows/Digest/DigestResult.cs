namespace Redflow.Worker.Workflows.Digest;

/// <param name="From">Since when was counted.</param>
/// <param name="Before">Until when.</param>
/// <param name="Started">Runs that were started.</param>
/// <param name="Succeeded">Runs that succeeded.</param>
/// <param name="Failed">Runs that failed for good.</param>
internal sealed record DigestResult(DateTimeOffset From, DateTimeOffset Before, long Started, long Succeeded, long Failed);
