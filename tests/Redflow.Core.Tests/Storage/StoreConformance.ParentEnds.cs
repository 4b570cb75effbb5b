using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableTheory]
    [InlineData("failed")]
    [InlineData("canceled")]
    public async Task A_parent_that_does_not_succeed_cancels_the_children_it_waited_for(string status)
    {
        var parent = await StartAsync();
        var child = New() with { Delay = Hour };
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", child, timeout: Second));
        await PassAsync(Second);

        await FinishAsync(await ClaimOneAsync(), status == "failed" ? Failed : Canceled);
        await RelayAllAsync();

        Assert.Equal((RunStatus.Canceled, $"parent {parent.Id} {status}"), (await StatusAsync(child.Id), (await GetAsync(child.Id)).CancelReason));
    }

    [SkippableFact]
    public async Task A_parent_that_is_canceled_cancels_all_of_its_many_children()
    {
        var parent = await StartAsync();
        var children = Enumerable.Range(0, 301).Select(i => ForChild(parent, $"child {i}", New() with { Delay = Hour }, position: i + 1)).ToArray();
        await SuspendAndRelayAsync(parent, children);

        await Store.CancelAsync(parent.Id, "enough");
        await RelayAllAsync();

        Assert.Equal(children.Length + 1, (await Store.GetStatsAsync().Bounded()).Runs.GetValueOrDefault(RunStatus.Canceled));
        Assert.Equal($"parent {parent.Id} canceled", (await GetAsync(children[^1].Run.Id)).CancelReason);
    }

    [SkippableTheory]
    [InlineData("time-out")]
    [InlineData("drained")]
    [InlineData("crashes")]
    public async Task However_a_parent_ends_its_children_are_canceled(string how)
    {
        await DefineAsync(info => info with { MaxCrashes = 1 });
        var parent = await StartAsync(run => run with { Timeout = how == "time-out" ? 2 * Second : null });
        var child = New() with { Delay = Hour };
        await CommitAsync(parent, "emit", Owed(parent, "emit", child, OnParentClosed.Cancel));
        await RelayAllAsync();

        if (how == "crashes")
        {
            await TakeBackAsync("reaped");
        }
        else if (how == "time-out")
        {
            await PassAsync(2 * Second);
        }
        else
        {
            await Store.CancelAsync(parent.Id, null);
            await TakeBackAsync("drained");
        }

        await RelayAllAsync();
        Assert.Equal(RunStatus.Canceled, await StatusAsync(child.Id));
    }

    [SkippableFact]
    public async Task A_parent_that_ends_before_its_many_children_are_emitted_cancels_them_all()
    {
        var parent = await StartAsync();
        var children = Enumerable.Range(0, 12).Select(_ => New()).ToArray();
        await CommitAsync(parent, "emit", [.. children.Select(child => Owed(parent, "emit", child, OnParentClosed.Cancel))]);

        await FinishAsync(parent, Failed);
        await RelayAllAsync();

        Assert.All(await Task.WhenAll(children.Select(child => StatusAsync(child.Id))), status => Assert.Equal(RunStatus.Canceled, status));
    }

    [SkippableFact]
    public async Task A_parent_that_does_not_succeed_cancels_the_children_it_only_emitted()
    {
        var parent = await StartAsync();
        var child = New();
        await CommitAsync(parent, "emit", Owed(parent, "emit", child, OnParentClosed.Cancel));
        await RelayAllAsync();

        await FinishAsync(parent, Failed);
        await RelayAllAsync();

        Assert.Equal((RunStatus.Canceled, $"parent {parent.Id} failed"), (await StatusAsync(child.Id), (await GetAsync(child.Id)).CancelReason));
    }

    [SkippableFact]
    public async Task A_parent_that_succeeds_leaves_its_children_alone()
    {
        var parent = await StartAsync();
        var child = New();
        await CommitAsync(parent, "emit", Owed(parent, "emit", child, OnParentClosed.Cancel));
        await RelayAllAsync();

        await FinishAsync(parent, Succeeded);
        await RelayAllAsync();

        Assert.Equal(RunStatus.Queued, await StatusAsync(child.Id));
    }

    [SkippableFact]
    public async Task A_parent_that_ends_leaves_abandoned_children_alone()
    {
        var parent = await StartAsync();
        var emitted = New();
        var awaited = New();
        await CommitAsync(parent, "emit", Owed(parent, "emit", emitted, OnParentClosed.Abandon));
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", awaited, OnParentClosed.Abandon));

        await Store.CancelAsync(parent.Id, null);
        await RelayAllAsync();

        Assert.Equal((RunStatus.Queued, RunStatus.Queued), (await StatusAsync(emitted.Id), await StatusAsync(awaited.Id)));
        foreach (var child in await ClaimAsync())
        {
            Assert.True(await FinishAsync(child, Succeeded));
        }

        await RelayAllAsync();
        Assert.Equal(RunStatus.Canceled, await StatusAsync(parent.Id));
    }

    [SkippableFact]
    public async Task A_parent_that_ends_before_its_child_was_emitted_cancels_it_all_the_same()
    {
        var emitter = await StartAsync();
        var emitted = New();
        await CommitAsync(emitter, "emit", Owed(emitter, "emit", emitted, OnParentClosed.Cancel));
        await FinishAsync(emitter, Failed);
        var waiter = await StartAsync();
        var awaited = New();
        await SuspendAsync(waiter, ForChild(waiter, "child", awaited));
        await Store.CancelAsync(waiter.Id, null);

        await RelayAllAsync();

        Assert.True(await Store.FindRunAsync(emitted.Id) is null or { Status: RunStatus.Canceled });
        Assert.True(await Store.FindRunAsync(awaited.Id) is null or { Status: RunStatus.Canceled });
    }

    [SkippableFact]
    public async Task A_cancel_reaches_a_running_child_through_its_worker()
    {
        var (parent, child) = await StartFamilyAsync();

        Assert.Equal(CancelResult.Canceled, await Store.CancelAsync(parent.Id, "enough"));
        await RelayAllAsync();

        var renewed = await Store.RenewAsync(new(Worker, Lease, [new(child.Id, child.Fence)], ReturnStrangers: false));
        Assert.Equal([child.Id], renewed.Canceled);
        Assert.True(await FinishAsync(child, Canceled));
        await RelayAllAsync();
        Assert.Equal((RunStatus.Canceled, RunStatus.Canceled), (await StatusAsync(parent.Id), await StatusAsync(child.Id)));
    }

    [SkippableFact]
    public async Task A_cancel_reaches_the_children_of_children()
    {
        var (parent, child) = await StartFamilyAsync();
        var grandchild = New();
        await SuspendAndRelayAsync(child, ForChild(child, "child", grandchild));

        await Store.CancelAsync(parent.Id, null);
        await RelayAllAsync();

        Assert.Equal((RunStatus.Canceled, $"parent {child.Id} canceled"), (await StatusAsync(grandchild.Id), (await GetAsync(grandchild.Id)).CancelReason));
    }

    [SkippableFact]
    public async Task A_parent_that_ends_leaves_children_that_ended_as_they_are()
    {
        var (parent, child) = await StartFamilyAsync();
        await FinishAsync(child, Succeeded);

        await Store.CancelAsync(parent.Id, null);
        await RelayAllAsync();

        Assert.Equal((RunStatus.Canceled, RunStatus.Succeeded), (await StatusAsync(parent.Id), await StatusAsync(child.Id)));
        Assert.Equal(new(0, null), await Store.RelayAsync(10));
    }

    [SkippableFact]
    public async Task A_child_whose_parent_is_gone_ends_as_any_run()
    {
        var parent = await StartAsync();
        var child = New();
        await CommitAsync(parent, "emit", Owed(parent, "emit", child, OnParentClosed.Abandon));
        await RelayAllAsync();
        await FinishAsync(parent, Succeeded);
        await RelayAllAsync();
        await Store.DeleteAsync(parent.Id);

        await FinishAsync(await ClaimOneAsync(), Succeeded);
        await RelayAllAsync();

        Assert.Equal(RunStatus.Succeeded, await StatusAsync(child.Id));
        Assert.Null(await Store.FindRunAsync(parent.Id));
    }

    [SkippableFact]
    public async Task A_run_that_was_to_be_canceled_and_waits_for_a_child_leaves_none_behind()
    {
        var parent = await StartAsync();
        var child = New();
        await Store.CancelAsync(parent.Id, "enough");

        await SuspendAndRelayAsync(parent, ForChild(parent, "child", child));

        Assert.Equal(RunStatus.Canceled, await StatusAsync(parent.Id));
        Assert.True(await Store.FindRunAsync(child.Id) is null or { Status: RunStatus.Canceled });
    }
}
