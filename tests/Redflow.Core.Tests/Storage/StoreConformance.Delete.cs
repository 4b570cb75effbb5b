using Redflow.Runs;
using Redflow.Storage;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_deleted_run_is_gone_with_all_that_points_to_it()
    {
        var parent = await StartAsync();
        var child = New() with { Tags = ["red"], IdempotencyKey = "k" };
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", child));
        await FinishAsync(await ClaimOneAsync(), Failed);
        var fingerprint = (await GetAsync(child.Id)).Fingerprint;

        Assert.Equal(DeleteResult.Deleted, await Store.DeleteAsync(child.Id));
        Assert.Equal(DeleteResult.NotFound, await Store.DeleteAsync(child.Id));

        Assert.Null(await Store.FindRunAsync(child.Id));
        Assert.Null(await Store.FindStepsAsync(child.Id));
        Assert.Equal([parent.Id], await ListAsync(new()));
        Assert.Empty(await ListAsync(new() { Tag = "red" }));
        Assert.Empty(await ListAsync(new() { Parent = parent.Id }));
        Assert.Empty(await ListAsync(new() { Fingerprint = fingerprint }));
        Assert.Empty(await ListAsync(new() { Workflow = Workflow, IdempotencyKey = "k" }));
        Assert.Equal(0, (await Store.GetStatsAsync()).Runs[RunStatus.Failed]);
        await Assert.ThrowsAsync<RunNotFoundException>(() => Store.AwaitAsync(child.Id, TimeSpan.Zero));
    }

    [SkippableTheory]
    [InlineData("scheduled")]
    [InlineData("queued")]
    [InlineData("backlog")]
    [InlineData("running")]
    [InlineData("waiting")]
    public async Task A_run_that_has_not_ended_is_not_deleted(string status)
    {
        await LimitAsync(total: 1);
        if (status == "backlog")
        {
            await StartAsync();
        }

        var id = await EmitAsync(run => run with { Delay = status == "scheduled" ? Hour : null });
        if (status is "running" or "waiting")
        {
            var claimed = await ClaimOneAsync();
            await (status == "waiting" ? SuspendAsync(claimed, Sleep("nap", Hour)) : Task.CompletedTask);
        }

        Assert.Equal(DeleteResult.NotFinished, await Store.DeleteAsync(id));

        Assert.Equal(status == "backlog" ? "queued" : status, (await StatusAsync(id)).ToWord());
    }

    [SkippableFact]
    public async Task A_run_that_does_not_exist_is_not_deleted() =>
        Assert.Equal(DeleteResult.NotFound, await Store.DeleteAsync(RunId.New(0)));

    [SkippableFact]
    public async Task A_run_of_a_deleted_id_is_a_new_run()
    {
        var run = New();
        await Store.EmitAsync(run);
        await Store.CancelAsync(run.Id, "enough");
        await Store.DeleteAsync(run.Id);

        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(run));

        Assert.Equal([run.Id], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task The_late_result_of_a_deleted_run_is_refused()
    {
        var zombie = await StartAsync(run => run with { Timeout = Second });
        await PassAsync(Second);
        await Store.DeleteAsync(zombie.Id);

        Assert.False(await FinishAsync(zombie, Succeeded));
        Assert.Equal(CommitReply.Stale, await Store.CommitStepAsync(Commit(zombie, "late", "1")));

        Assert.Null(await Store.FindRunAsync(zombie.Id));
    }
}
