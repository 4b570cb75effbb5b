using Redflow.Bulk;
using Redflow.Runs;

namespace Redflow.Dashboard.Bulk;

/// <summary>Bulk operations as people read them, and as forms name them.</summary>
internal static class BulkWords
{
    /// <summary>The operation as a form names it, and as a title does in lower case.</summary>
    public static string ToWord(this BulkOperation operation) => operation.ToString().ToLowerInvariant();

    /// <summary>What a run is that it has changed.</summary>
    public static string Done(this BulkOperation operation) => operation switch
    {
        BulkOperation.Retry => "retried",
        BulkOperation.Cancel => "canceled",
        _ => "deleted",
    };

    /// <summary>What will happen.</summary>
    public static string Consequence(this BulkOperation operation) => operation switch
    {
        BulkOperation.Retry =>
            "Each goes back into its queue as it is: finished steps stand and do not run again, its attempts begin anew. They start as the limits of their workflows allow. "
            + "Those that have compensations are left alone.",
        BulkOperation.Cancel =>
            "Those that do not run end now; of those that run, the handler's token fires, and they end as soon as the handler does. Their children are canceled. "
            + "What finished steps have done stays done.",
        _ => "They are gone for good, with their inputs, outputs, steps and logs.",
    };

    /// <summary>The statuses in which it changes runs.</summary>
    public static IReadOnlyList<RunStatus> Statuses(this BulkOperation operation) => operation switch
    {
        BulkOperation.Retry => [RunStatus.Failed, RunStatus.Canceled],
        BulkOperation.Cancel => [.. RunStatuses.All.Where(status => !status.IsTerminal())],
        _ => [.. RunStatuses.All.Where(status => status.IsTerminal())],
    };

    public static BulkOperation? Parse(string? word) =>
        Enum.GetValues<BulkOperation>().Cast<BulkOperation?>().FirstOrDefault(operation => operation!.Value.ToWord() == word);

    /// <summary>A number of runs; one that is not whole is a least one.</summary>
    public static string Runs(long count, bool isWhole = true) => $"{(isWhole ? "" : "at least ")}{Design.Times.Count(count)} {(count == 1 && isWhole ? "run" : "runs")}";

    /// <summary>Which runs a filter means, in words and the words of the query bar.</summary>
    public static string Which(RunQuery filter) => filter.Ids.Count > 0
        ? $"{Runs(filter.Ids.Count)} by id{(filter.Statuses.Count > 0 ? $", if {string.Join(" or ", filter.Statuses.Select(status => status.ToWord()))}" : "")}"
        : Queries.RunSearch.TextOf(filter) is { Length: > 0 } text ? text : "all runs";
}
