using Redflow.Client;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_full_queue_refuses_runs_until_one_of_it_starts()
    {
        await DefineAsync(info => info with { MaxQueueLength = 2 });
        await EmitSomeAsync(2, Refusable);
        var refused = Refusable(New());
        Assert.IsType<EmitReply.QueueFull>(await Store.EmitAsync(refused));
        Assert.Null(await Store.FindRunAsync(refused.Id));

        await ClaimOneAsync();

        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(refused));
        Assert.IsType<EmitReply.QueueFull>(await Store.EmitAsync(Refusable(New())));
    }

    [SkippableFact]
    public async Task A_queue_is_as_full_as_all_its_workflows_make_it()
    {
        await DefineAsync(info => info with { MaxQueueLength = 2 });
        await DefineAsync(info => info, SameHome(Workflow));
        await DefineAsync(info => info with { Queue = "elsewhere" }, SameHome(SameHome(Workflow)));
        await EmitAsync(_ => New(SameHome(Workflow)));
        await EmitAsync(_ => New(SameHome(SameHome(Workflow))));
        await EmitAsync(Refusable);

        var full = await Store.EmitAsync(Refusable(New()));

        Assert.IsType<EmitReply.QueueFull>(full);
        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(Refusable(New(SameHome(Workflow)))));
    }

    [SkippableFact]
    public async Task A_workflow_that_moved_to_another_queue_fills_the_old_one_no_more()
    {
        await DefineAsync(info => info with { MaxQueueLength = 1 });
        await DefineAsync(info => info, SameHome(Workflow));
        await EmitAsync(_ => New(SameHome(Workflow)));
        Assert.IsType<EmitReply.QueueFull>(await Store.EmitAsync(Refusable(New())));

        await DefineAsync(info => info with { Queue = "elsewhere" }, SameHome(Workflow));

        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(Refusable(New())));
    }

    [SkippableFact]
    public async Task Runs_that_run_wait_or_are_due_later_fill_no_queue_and_those_in_a_backlog_do()
    {
        await DefineAsync(info => info with { MaxQueueLength = 1, Limits = new() { MaxConcurrency = 1 } });
        await StartWaitingAsync(ForSignal("approval"));
        await EmitAsync(run => Refusable(run) with { Delay = Hour });
        await StartAsync(Refusable);
        await EmitAsync(Refusable);

        Assert.IsType<EmitReply.QueueFull>(await Store.EmitAsync(Refusable(New())));
    }

    [SkippableFact]
    public async Task What_is_owed_retried_or_run_again_finds_room_in_a_full_queue()
    {
        var failed = await EndAsync(Failed);
        var parent = await StartAsync();
        await DefineAsync(info => info with { MaxQueueLength = 1 });
        await EmitAsync(Refusable);
        var (owed, child) = (New(), New());

        await CommitAsync(parent, "emit", new StepEffect.EmitRun(owed));
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", child));
        Assert.Equal(RetryResult.Retried, await Store.RetryAsync(failed));
        await RerunAsync(failed);

        Assert.Equal((RunStatus.Queued, RunStatus.Queued), (await StatusAsync(owed.Id), await StatusAsync(child.Id)));
        Assert.Equal(5, (await ClaimAsync()).Count);
    }

    [SkippableFact]
    public async Task An_emit_that_is_sent_again_or_finds_its_key_taken_is_not_refused_by_a_full_queue()
    {
        await DefineAsync(info => info with { MaxQueueLength = 1 });
        var run = Refusable(New()) with { IdempotencyKey = "k" };
        await Store.EmitAsync(run);

        Assert.IsType<EmitReply.SentAgain>(await Store.EmitAsync(run));
        Assert.Equal(new EmitReply.Existing(run.Id), await Store.EmitAsync(Refusable(Keyed())));
    }

    [SkippableFact]
    public async Task A_run_that_a_full_queue_refuses_does_not_take_its_key()
    {
        await DefineAsync(info => info with { MaxQueueLength = 1 });
        await EmitAsync(Refusable);
        Assert.IsType<EmitReply.QueueFull>(await Store.EmitAsync(Refusable(Keyed())));
        await ClaimOneAsync();

        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(Refusable(Keyed())));
    }

    [SkippableFact]
    public async Task A_bulk_emit_fills_a_queue_to_its_length_and_no_further()
    {
        await DefineAsync(info => info with { MaxQueueLength = 3 });
        var runs = Enumerable.Range(0, 5).Select(_ => Refusable(New())).ToArray();

        var replies = await Store.EmitManyAsync(runs);

        Assert.Equal([true, true, true, false, false], replies.Select(reply => reply is EmitReply.Emitted));
        Assert.All(replies.Skip(3), reply => Assert.IsType<EmitReply.QueueFull>(reply));
    }

    [SkippableFact]
    public async Task Emits_at_once_fill_a_queue_to_its_length_and_no_further()
    {
        await DefineAsync(info => info with { MaxQueueLength = 5 });

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Store.EmitAsync(Refusable(New()))))).Bounded();

        Assert.Equal((5, 15), (replies.Count(reply => reply is EmitReply.Emitted), replies.Count(reply => reply is EmitReply.QueueFull)));
    }

    [SkippableFact]
    public async Task A_client_is_told_that_a_queue_is_full()
    {
        await DefineAsync(info => info with { MaxQueueLength = 1, Limits = new() { MaxConcurrency = 1 } });
        await using var client = new RedflowClient(Store, TimeProvider.System);
        await client.EmitWorkflowAsync<int, int>(Workflow, 1);

        var full = await Assert.ThrowsAsync<QueueFullException>(() => client.EmitWorkflowAsync<int, int>(Workflow, 2).Bounded());

        Assert.Contains(Workflow, full.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_client_emits_an_alias_as_what_it_is_an_alias_of()
    {
        await DefineAsync(info => info with { AliasOf = Workflow }, "old-checkout");
        await using var client = new RedflowClient(Store, TimeProvider.System);

        var handle = await client.EmitWorkflowAsync<int, int>("old-checkout", 1);

        Assert.Equal(Workflow, (await handle.GetStateAsync()).Workflow);
        Assert.Equal(handle.Id, (await ClaimOneAsync()).Id);
    }

    /// <summary>As clients emit: a full queue refuses it.</summary>
    private static NewRun Refusable(NewRun run) => run with { IsBounded = true };

    /// <summary>The name of another workflow that lives in the same partition.</summary>
    private static string SameHome(string workflow) => new([.. workflow.Skip(1), workflow[0]]);
}
