using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableTheory]
    [InlineData("queued")]
    [InlineData("running")]
    [InlineData("succeeded")]
    [InlineData("failed")]
    [InlineData("canceled")]
    public async Task A_run_of_any_status_can_be_run_again(string status)
    {
        var source = await HoldKeyAsync(status);
        var id = RunId.New(source.Partition);

        Assert.Equal(RerunReply.Emitted, await Store.RerunAsync(new(source, id)));

        var run = await GetAsync(id);
        Assert.Equal((RunStatus.Queued, source, 1, Workflow), (run.Status, run.RerunOf!.Value, run.Attempt, run.Workflow));
        Assert.Equal("{\"n\":1}", run.Input.ToString());
        Assert.Equal(status, (await StatusAsync(source)).ToWord());
        Assert.Contains(id, await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_rerun_takes_over_all_but_the_key_and_the_parent()
    {
        var parent = await StartAsync();
        var child = New() with { IdempotencyKey = "k", Tags = ["red", "blue"], LimitKey = "a", Priority = 4 };
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", child));
        await FinishAsync(await ClaimOneAsync(), Failed);
        await RelayAllAsync();

        var run = await GetAsync(await RerunAsync(child.Id));

        Assert.Equal((Queue, 4, "a"), (run.Queue, run.Priority, run.LimitKey));
        Assert.Equal(["red", "blue"], run.Tags);
        Assert.Equal((null, null), (run.IdempotencyKey, run.Parent));
        Assert.Equal(new EmitReply.Existing(child.Id), await Store.EmitAsync(Keyed()));
    }

    [SkippableFact]
    public async Task A_rerun_has_the_time_out_and_never_expires()
    {
        await DefineAsync(info => info with { ExpireAfter = Minute });
        var source = await EndAsync(Succeeded, run => run with { Timeout = Second });
        var rerun = await RerunAsync(source);

        await PassAsync(Hour);
        await ClaimOneAsync();
        await PassAsync(Second);

        Assert.Equal(RunError.RunTimedOut, (await GetAsync(rerun)).Error!.Type);
    }

    [SkippableFact]
    public async Task A_rerun_may_have_an_input_of_its_own()
    {
        var id = await RerunAsync(await EmitAsync(), "{\"n\":2}"u8.ToArray());

        Assert.Equal("{\"n\":2}", (await GetAsync(id)).Input.ToString());
    }

    [SkippableTheory]
    [InlineData(null, "a")]
    [InlineData("b", "b")]
    [InlineData("", null)]
    public async Task A_rerun_may_take_another_share_of_the_limits(string? given, string? expected)
    {
        var source = await EmitAsync(run => run with { LimitKey = "a" });
        var rerun = new Rerun(source, RunId.New(source.Partition), "2"u8.ToArray()) { LimitKey = given };

        await Store.RerunAsync(rerun);

        Assert.Equal(expected, (await GetAsync(rerun.Id)).LimitKey);
    }

    [SkippableFact]
    public async Task A_rerun_begins_at_its_start_unless_a_step_is_named()
    {
        var source = await EndWithStepsAsync();

        await RerunAsync(source);

        var claimed = await ClaimOneAsync();
        Assert.Equal((0, 0), (claimed.Steps.Count, claimed.Waits.Count));
    }

    [SkippableFact]
    public async Task A_rerun_from_a_step_keeps_what_succeeded_before_it()
    {
        var source = await EndWithStepsAsync();

        await RerunAsync(source, fromStep: "third");

        var claimed = await ClaimOneAsync();
        Assert.Equal(["first", "nap"], claimed.Steps.Keys.Concat(claimed.Waits.Keys).Order());
        Assert.Equal("1", Text(claimed.Steps["first"]));
        if (claimed.Waits.TryGetValue("nap", out var left))
        {
            Assert.InRange(left, TimeSpan.MinValue, TimeSpan.Zero);
        }
    }

    [SkippableFact]
    public async Task A_rerun_from_a_step_leaves_out_what_failed_before_it()
    {
        var run = await StartAsync();
        await Store.CommitStepAsync(Commit(run, "failed", "{\"type\":\"Boom\",\"message\":\"no\"}") with { Status = StepStatus.Failed });
        await Store.CommitStepAsync(Commit(run, "second", "1") with { Position = 2 });
        await FinishAsync(run, Failed);

        var id = await RerunAsync(run.Id, fromStep: "second");

        Assert.Empty((await ClaimOneAsync()).Steps);
        Assert.Empty((await Store.FindStepsAsync(id))!);
    }

    [SkippableFact]
    public async Task A_rerun_from_a_step_that_is_not_stored_creates_nothing()
    {
        var source = await EndWithStepsAsync();
        var id = RunId.New(0);

        Assert.Equal(RerunReply.StepNotFound, await Store.RerunAsync(new(source, id, FromStep: "fourth")));
        Assert.Equal(RerunReply.NotFound, await Store.RerunAsync(new(RunId.New(0), id)));

        Assert.Null(await Store.FindRunAsync(id));
    }

    [SkippableFact]
    public async Task A_rerun_sent_twice_is_one_run()
    {
        var source = await EndAsync(Failed);
        var rerun = new Rerun(source, RunId.New(source.Partition));
        await Store.RerunAsync(rerun);
        await FinishAsync(await ClaimOneAsync(), Succeeded);
        await Store.DeleteAsync(source);

        Assert.Equal(RerunReply.Emitted, await Store.RerunAsync(rerun));

        Assert.Equal(RunStatus.Succeeded, await StatusAsync(rerun.Id));
        Assert.Empty(await ClaimAsync());
    }

    [SkippableFact]
    public async Task A_rerun_queues_up_for_a_slot()
    {
        await LimitAsync(total: 1);
        var holder = await StartAsync();

        var id = await RerunAsync(holder.Id);

        Assert.Empty(await ClaimAllAsync());
        Assert.Equal([id], await DrainAsync(holder));
    }

    [SkippableFact]
    public async Task A_rerun_of_a_child_tells_the_parent_nothing()
    {
        var (parent, child) = await StartFamilyAsync();
        await RerunAsync(child.Id);

        await FinishAsync(await ClaimOneAsync(), Succeeded);
        await RelayAllAsync();

        Assert.Equal(RunStatus.Waiting, await StatusAsync(parent.Id));
    }

    private async Task<RunId> RerunAsync(RunId source, byte[]? input = null, string? fromStep = null)
    {
        var id = RunId.New(source.Partition);
        Assert.Equal(RerunReply.Emitted, await Store.RerunAsync(new(source, id, input, fromStep)).Bounded());
        return id;
    }

    /// <summary>Emits a run that ends with a step, a sleep that is over, and two more steps.</summary>
    private async Task<RunId> EndWithStepsAsync()
    {
        var run = await StartAsync();
        await Store.CommitStepAsync(Commit(run, "first", "1"));
        await SuspendAsync(run, Sleep("nap", Second, 2));
        await PassAsync(Second);
        run = await ClaimOneAsync();
        await Store.CommitStepAsync(Commit(run, "third", "3") with { Position = 3 });
        await Store.CommitStepAsync(Commit(run, "last", "4") with { Position = 4 });
        await FinishAsync(run, Succeeded);
        return run.Id;
    }
}
