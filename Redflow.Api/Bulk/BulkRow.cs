using Redflow.Api.Runs;
using Redflow.Bulk;
using Redflow.Runs;

namespace Redflow.Api.Bulk;

/// <summary>A bulk operation in a list.</summary>
/// <param name="run">The run that performs it.</param>
/// <param name="request">What it was asked to do; null when that can't be told.</param>
internal class BulkRow(RunSummary run, BulkRequest? request)
{
    /// <summary>The run that performs it.</summary>
    public RunId Id => run.Id;

    /// <summary>What it does to each run; null when that can't be told.</summary>
    public BulkOperation? Operation => request?.Operation;

    /// <summary>Which runs.</summary>
    public RunFilter? Filter => request is null ? null : RunFilter.Of(request.Filter);

    /// <summary>The reason of a cancellation; null for none.</summary>
    public string? Reason => request?.Reason;

    /// <inheritdoc cref="RunSummary.Status" />
    public RunStatus Status => run.Status;

    /// <inheritdoc cref="RunSummary.CreatedAt" />
    public DateTimeOffset CreatedAt => run.CreatedAt;

    /// <inheritdoc cref="RunSummary.StartedAt" />
    public DateTimeOffset? StartedAt => run.StartedAt;

    /// <inheritdoc cref="RunSummary.FinishedAt" />
    public DateTimeOffset? FinishedAt => run.FinishedAt;

    /// <summary>Why it was aborted.</summary>
    public string? AbortReason => run.CancelReason;
}
