using System.Text.Json.Serialization;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Bulk;

/// <summary>
/// Performs a bulk operation: a page of runs in each step, so that it survives its worker, shows its progress and can be canceled. Operations do not
/// wait for each other: what one does to a run is decided by the run's state.
/// </summary>
[Workflow(Name, Queue = SystemNames.Queue, MaxConcurrency = 0, MaxAttempts = 10)]
internal sealed class BulkWorkflow(RedflowClient client) : IWorkflow<BulkRequest, BulkResult>
{
    public const string Name = SystemNames.Prefix + "bulk";

    /// <summary>The step that counts.</summary>
    public const string CountStep = "count";

    /// <summary>What the names of the steps begin with that go through a page.</summary>
    public const string PageStep = "page ";

    private const int PageSize = 200;
    private const int Parallelism = 16;

    /// <summary>What of a query says which runs it takes.</summary>
    public static RunQuery FilterOf(RunQuery query) => query with { Cursor = null, Include = RunPayloads.None };

    /// <summary>The engine's own runs are left alone.</summary>
    public static bool IsUsers(RunSummary run) => !SystemNames.IsOurs(run.Workflow);

    public async Task<BulkResult> RunAsync(WorkflowContext<BulkRequest> ctx)
    {
        var filter = FilterOf(ctx.Input, ctx.Run);
        var matching = await ctx.Step.RunAsync(CountStep, ct => client.CountRunsAsync(filter, cancellationToken: ct)).ConfigureAwait(false);
        var total = new Page(0, 0, null, IsCut: true);
        for (var number = 1; !total.IsLast; number++)
        {
            var query = filter with { Limit = PageSize, Cursor = total.Cursor };
            var page = await ctx.Step.RunAsync($"{PageStep}{number}", ct => ApplyAsync(ctx.Input, query, ctx.Run, ct)).ConfigureAwait(false);
            total = page with { Changed = total.Changed + page.Changed, Skipped = total.Skipped + page.Skipped };
            var seen = total.Changed + total.Skipped;
            ctx.ReportProgress(total.IsLast || seen >= matching ? 1 : (double)seen / matching, $"{seen} of {matching} runs");
        }

        return new(total.Changed, total.Skipped);
    }

    private async Task<Page> ApplyAsync(BulkRequest request, RunQuery query, RunInfo self, CancellationToken cancellationToken)
    {
        var page = await client.ListRunsAsync(query, cancellationToken).ConfigureAwait(false);
        var runs = page.Runs.Where(run => IsUsers(run) && IsBefore(run, self)).ToArray();
        var (changed, skipped) = (0, 0);
        try
        {
            await Parallel.ForEachAsync(
                runs,
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
                async (run, _) =>
                {
                    if (await IsChangedAsync(request, run.Id).ConfigureAwait(false))
                    {
                        Interlocked.Increment(ref changed);
                    }
                    else
                    {
                        Interlocked.Increment(ref skipped);
                    }
                }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new(changed, skipped, query.Cursor, IsCut: true);
        }

        return new(changed, skipped, page.NextCursor);
    }

    /// <summary>What has begun is seen through, also when the operation is stopped: of a call that is left nobody would know whether it counts.</summary>
    /// <returns>False when there was nothing to do.</returns>
    private async Task<bool> IsChangedAsync(BulkRequest request, RunId id)
    {
        try
        {
            return request.Operation switch
            {
                BulkOperation.Cancel => await client.CancelRunAsync(id, request.Reason, CancellationToken.None).ConfigureAwait(false) != CancelResult.AlreadyFinished,
                BulkOperation.Retry => await client.RetryRunAsync(id, CancellationToken.None).ConfigureAwait(false) == RetryResult.Retried,
                BulkOperation.Delete => await client.DeleteRunAsync(id, CancellationToken.None).ConfigureAwait(false) == DeleteResult.Deleted,
                _ => throw new NonRetriableException($"There is no bulk operation {(int)request.Operation}. Nothing was done."),
            };
        }
        catch (RunNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Runs that come later are left alone, or it might never end. Those of the same millisecond are told apart by their ids.</summary>
    private static RunQuery FilterOf(BulkRequest request, RunInfo self)
    {
        var bound = self.CreatedAt + TimeSpan.FromMilliseconds(1);
        return FilterOf(request.Filter) with { CreatedBefore = request.Filter.CreatedBefore < bound ? request.Filter.CreatedBefore : bound };
    }

    private static bool IsBefore(RunSummary run, RunInfo self) => run.CreatedAt < self.CreatedAt || run.Id.CompareTo(self.Id) < 0;

    /// <summary>What a page has come to.</summary>
    /// <param name="Changed">How many runs were changed.</param>
    /// <param name="Skipped">How many were not.</param>
    /// <param name="Cursor">Where the next page begins.</param>
    /// <param name="IsCut">Whether the pass was stopped within it: it is gone through again, by the pass that goes on, if there is one.</param>
    internal sealed record Page(long Changed, long Skipped, string? Cursor, bool IsCut = false)
    {
        [JsonIgnore]
        public bool IsLast => Cursor is null && !IsCut;
    }
}
