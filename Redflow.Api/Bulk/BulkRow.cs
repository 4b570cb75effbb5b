using Redflow.Api.Runs;
using Redflow.Bulk;
using Redflow.Runs;

namespace Redflow.Api.Bulk;

/// <summary>A bulk operation in a list.</summary>
/// <param name="run">The run that performs it.</param>
/// <param name="request">What it was asked to do; null when that can't be told.</param>
internal class BulkRow(RunSummary run, BulkRequest? request)
{
    public RunId Id => run.Id;

    public BulkOperation? Operation => request?.Operation;

    public RunFilter? Filter => request is null ? null : RunFilter.Of(request.Filter);

    public string? Reason => request?.Reason;

    public RunStatus Status => run.Status;

    public DateTimeOffset CreatedAt => run.CreatedAt;

    public DateTimeOffset? StartedAt => run.StartedAt;

    public DateTimeOffset? FinishedAt => run.FinishedAt;

    /// <summary>Why it was aborted.</summary>
    public string? AbortReason => run.CancelReason;
}
