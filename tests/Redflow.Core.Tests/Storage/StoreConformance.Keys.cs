using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableTheory]
    [InlineData("queued", false)]
    [InlineData("running", false)]
    [InlineData("succeeded", false)]
    [InlineData("failed", true)]
    [InlineData("canceled", true)]
    public async Task A_key_is_reused_after_a_failure_and_not_otherwise(string status, bool taken)
    {
        var holder = await HoldKeyAsync(status);
        var next = Keyed(KeyReuse.AfterFailure);

        var reply = await Store.EmitAsync(next);
        var again = await Store.EmitAsync(next);

        var existing = new EmitReply.Existing(holder);
        Assert.Equal<(EmitReply, EmitReply)>(taken ? (new EmitReply.Emitted(Test.Now, Queue), new EmitReply.SentAgain()) : (existing, existing), (reply, again));
        Assert.Equal(new EmitReply.Existing(taken ? next.Id : holder), await Store.EmitAsync(Keyed()));
    }

    [SkippableTheory]
    [InlineData("queued")]
    [InlineData("running")]
    [InlineData("succeeded")]
    [InlineData("failed")]
    [InlineData("canceled")]
    public async Task A_kept_run_has_its_key_whatever_its_status(string status)
    {
        var holder = await HoldKeyAsync(status);
        var refused = Keyed(KeyReuse.Reject);

        Assert.Equal(new EmitReply.Existing(holder), await Store.EmitAsync(Keyed()));
        Assert.Equal(new EmitReply.KeyTaken(holder), await Store.EmitAsync(refused));
        Assert.Null(await Store.FindRunAsync(refused.Id));
    }

    [SkippableTheory]
    [InlineData(KeyReuse.ReturnExisting)]
    [InlineData(KeyReuse.AfterFailure)]
    [InlineData(KeyReuse.Reject)]
    public async Task An_emit_that_has_the_key_itself_does_not_find_it_taken(KeyReuse reuse)
    {
        var run = Keyed(reuse);
        await Store.EmitAsync(run);
        await FinishAsync(await ClaimOneAsync(), Failed);

        Assert.IsType<EmitReply.SentAgain>(await Store.EmitAsync(run));

        Assert.Equal(RunStatus.Failed, await StatusAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_run_whose_key_was_taken_over_does_not_take_it_back()
    {
        var former = Keyed();
        await Store.EmitAsync(former);
        await FinishAsync(await ClaimOneAsync(), Failed);
        var next = Keyed(KeyReuse.AfterFailure);
        await Store.EmitAsync(next);

        Assert.IsType<EmitReply.SentAgain>(await Store.EmitAsync(former));
        Assert.Equal(DeleteResult.Deleted, await Store.DeleteAsync(former.Id));

        Assert.Equal(new EmitReply.Existing(next.Id), await Store.EmitAsync(Keyed()));
    }

    [SkippableFact]
    public async Task A_key_is_taken_over_once_however_many_emit_at_once()
    {
        await HoldKeyAsync("failed");

        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Store.EmitAsync(Keyed(KeyReuse.AfterFailure)))).Bounded();

        Assert.Single(replies.OfType<EmitReply.Emitted>());
        Assert.Single(replies.OfType<EmitReply.Existing>().Distinct());
    }

    [SkippableFact]
    public async Task A_key_is_held_for_no_longer_than_the_emit_said()
    {
        var former = Keyed() with { KeyTtl = Millisecond };
        await Store.EmitAsync(former);
        await Test.AdvanceAsync(Millisecond);
        var next = Keyed();

        await Wait.UntilAsync(async () => await Store.EmitAsync(next) is EmitReply.Emitted, "the key is free");

        Assert.Equal(RunStatus.Queued, await StatusAsync(former.Id));
        Assert.IsType<EmitReply.SentAgain>(await Store.EmitAsync(former));
        Assert.Equal(new EmitReply.Existing(next.Id), await Store.EmitAsync(Keyed()));
        Assert.Equal(2, (await ClaimAsync()).Count);
    }

    [SkippableFact]
    public async Task A_key_is_held_for_as_long_as_the_emit_said()
    {
        var holder = Keyed() with { KeyTtl = Hour };
        await Store.EmitAsync(holder);
        await FinishAsync(await ClaimOneAsync(), Succeeded);

        Assert.Equal(new EmitReply.Existing(holder.Id), await Store.EmitAsync(Keyed()));
    }

    [SkippableFact]
    public async Task A_key_ends_with_its_run()
    {
        var holder = await HoldKeyAsync("succeeded");

        await Store.DeleteAsync(holder);

        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(Keyed(KeyReuse.Reject)));
    }

    [SkippableFact]
    public async Task An_id_is_made_for_where_its_run_has_to_live()
    {
        var ids = new List<RunId>();
        foreach (var key in new[] { null, "k", "k2" })
        {
            ids.Add(await Store.NewRunIdAsync(Workflow, key));
            Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(New() with { Id = ids[^1], IdempotencyKey = key }));
        }

        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(ids[1].Partition, (await Store.NewRunIdAsync(Workflow, "k")).Partition);
        Assert.Equal(new EmitReply.Existing(ids[1]), await Store.EmitAsync(New() with { Id = await Store.NewRunIdAsync(Workflow, "k"), IdempotencyKey = "k" }));
    }

    private NewRun Keyed(KeyReuse reuse = KeyReuse.ReturnExisting) => New() with { IdempotencyKey = "k", KeyReuse = reuse };

    /// <summary>Brings a run that has the key into a status.</summary>
    private async Task<RunId> HoldKeyAsync(string status)
    {
        var run = Keyed();
        await Store.EmitAsync(run);
        if (status != "queued")
        {
            var claimed = await ClaimOneAsync();
            await (status switch
            {
                "succeeded" => FinishAsync(claimed, Succeeded),
                "failed" => FinishAsync(claimed, Failed),
                "canceled" => FinishAsync(claimed, Canceled),
                _ => Task.CompletedTask,
            });
        }

        return run.Id;
    }
}
