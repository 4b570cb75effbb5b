using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task Runs_are_listed_newest_first_a_page_at_a_time()
    {
        var ids = new List<RunId>();
        for (var i = 0; i < 25; i++)
        {
            // Some share a millisecond, some do not.
            await Test.AdvanceAsync(TimeSpan.FromMilliseconds(i % 3));
            ids.Add(await EmitAsync());
        }

        await ClaimAsync(5);
        var listed = new List<RunSummary>();
        string? cursor = null;
        do
        {
            var page = await Store.ListRunsAsync(new() { Limit = 4, Cursor = cursor });
            listed.AddRange(page.Runs);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(ids.AsEnumerable().Reverse(), listed.Select(run => run.Id));
    }

    [SkippableFact]
    public async Task A_page_through_runs_of_one_millisecond_loses_none()
    {
        var ids = (await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => EmitAsync()))).Order().Reverse().ToArray();

        var first = await Store.ListRunsAsync(new() { Limit = 70 });
        var second = await Store.ListRunsAsync(new() { Limit = 70, Cursor = first.NextCursor });

        Assert.Equal(ids, first.Runs.Concat(second.Runs).Select(run => run.Id));
        Assert.Null(second.NextCursor);
    }

    [SkippableFact]
    public async Task Lists_are_filtered_by_workflow_and_status()
    {
        await Store.RegisterWorkflowsAsync([Info("other")]);
        var other = await EmitAsync(run => run with { Workflow = "other" });
        await ClaimOneAsync();
        var queued = await EmitAsync();

        Assert.Equal([queued], (await Store.ListRunsAsync(new() { Workflow = Workflow })).Runs.Select(run => run.Id));
        Assert.Equal([other], (await Store.ListRunsAsync(new() { Status = RunStatus.Running })).Runs.Select(run => run.Id));
        Assert.Empty((await Store.ListRunsAsync(new() { Workflow = Workflow, Status = RunStatus.Failed })).Runs);
        Assert.Empty((await Store.ListRunsAsync(new() { Workflow = "nobody" })).Runs);
    }

    [SkippableTheory]
    [InlineData(0, null)]
    [InlineData(501, null)]
    [InlineData(50, "nonsense")]
    public async Task A_query_that_is_not_valid_is_refused(int limit, string? cursor)
    {
        var store = Store;

        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.ListRunsAsync(new() { Limit = limit, Cursor = cursor }));
    }

    [SkippableFact]
    public async Task Every_run_is_counted_in_exactly_one_status()
    {
        await EmitAsync(run => run with { Delay = TimeSpan.FromHours(1) });
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => EmitAsync()));
        var claimed = await ClaimAsync(5);
        await FinishAsync(claimed[0], Succeeded);
        await FinishAsync(claimed[1], new PassOutcome.Failed(new("Boom", "It failed.")));
        await SuspendAsync(claimed[2], Sleep("nap", TimeSpan.FromHours(1)));
        await Store.CancelAsync(claimed[3].Id, null);
        await FinishAsync(claimed[3], new PassOutcome.Canceled());

        var stats = await Store.GetStatsAsync();

        Assert.All(RunStatuses.All, status => Assert.Equal(1, stats.Runs[status]));
        Assert.All(RunStatuses.All, status => Assert.Equal(1, stats.Workflows[Workflow][status]));
        Assert.Equal(1, stats.Queues[Queue]);
        Assert.Equal(1, stats.Workers);
    }

    [SkippableFact]
    public async Task A_registration_replaces_the_one_before()
    {
        await Store.RegisterWorkflowsAsync([Info(Workflow) with { MaxAttempts = 9, Queue = "fast" }, Info("another")]);

        var found = (await Store.FindWorkflowAsync(Workflow))!;

        Assert.Equal((9, "fast", 2, Retention), (found.MaxAttempts, found.Queue, found.MaxCrashes, found.Retention));
        Assert.Equal(["another", Workflow], (await Store.ListWorkflowsAsync()).Select(info => info.Name));
        Assert.Null(await Store.FindWorkflowAsync("nobody"));
    }

    [SkippableFact]
    public async Task The_check_runs_a_script() => await Store.CheckAsync().Bounded();
}
