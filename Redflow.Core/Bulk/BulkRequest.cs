using Redflow.Runs;

namespace Redflow.Bulk;

/// <summary>An operation on all runs that match a filter.</summary>
/// <param name="Operation">What to do to each.</param>
/// <param name="Filter">Which; its limit and cursor do not count. Runs that are emitted after the request are left alone.</param>
/// <param name="Reason">The reason of a cancellation; null for none.</param>
public sealed record BulkRequest(BulkOperation Operation, RunQuery Filter, string? Reason = null);
