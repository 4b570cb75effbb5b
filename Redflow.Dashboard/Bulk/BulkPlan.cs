using Redflow.Bulk;
using Redflow.Dashboard.Queries;
using Redflow.Runs;

namespace Redflow.Dashboard.Bulk;

/// <summary>A bulk operation that is shown before it is started.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Search">Which runs were asked for.</param>
/// <param name="Filter">Which of them it takes: those in a status that it changes.</param>
/// <param name="Count">How many these are.</param>
/// <param name="Newest">The newest of them.</param>
/// <param name="Mistakes">Why it can't be started.</param>
internal sealed record BulkPlan(
    BulkOperation Operation, RunSearch Search, RunQuery Filter, BulkPreview Count, IReadOnlyList<RunSummary> Newest, IReadOnlyList<string> Mistakes)
{
    public bool CanStart => Mistakes.Count == 0 && (Count.Count > 0 || !Count.IsWhole);

    public static BulkPlan Refused(BulkOperation operation, RunSearch search, params IEnumerable<string> mistakes) =>
        new(operation, search, search.Query, new(0, IsWhole: true), [], [.. mistakes]);

    /// <summary>Narrows a query to the statuses that an operation changes; null when it asks for none of them.</summary>
    public static RunQuery? Narrow(RunQuery query, BulkOperation operation)
    {
        RunStatus[] statuses = [.. operation.Statuses().Where(status => query.Statuses.Count == 0 || query.Statuses.Contains(status))];
        return statuses.Length > 0 ? query with { Statuses = statuses } : null;
    }
}
