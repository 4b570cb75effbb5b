using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task Runs_that_are_emitted_together_are_each_as_if_emitted_alone()
    {
        var holder = await EmitAsync(run => run with { IdempotencyKey = "held" });
        var first = New() with { IdempotencyKey = "k" };
        var runs = new[]
        {
            first,
            New("nobody"),
            New() with { IdempotencyKey = "k" },
            New() with { IdempotencyKey = "held", KeyReuse = KeyReuse.Reject },
            first,
            New() with { Delay = Hour },
        };

        var replies = await Store.EmitManyAsync(runs).Bounded();

        var emitted = new EmitReply.Emitted(Test.Now, Queue);
        Assert.Equal(
            [
                emitted, new EmitReply.UnknownWorkflow(), new EmitReply.Existing(first.Id), new EmitReply.KeyTaken(holder), new EmitReply.SentAgain(),
                emitted,
            ],
            replies);
        Assert.Equal([holder, first.Id], await ClaimIdsAsync());
        Assert.Equal(RunStatus.Scheduled, await StatusAsync(runs[^1].Id));
    }

    [SkippableFact]
    public async Task Runs_that_are_emitted_together_twice_are_there_once_and_in_order()
    {
        var runs = Enumerable.Range(0, 1_000).Select(_ => New()).ToArray();

        var replies = await Store.EmitManyAsync(runs).Bounded();
        var again = await Store.EmitManyAsync(runs).Bounded();

        Assert.All(replies, reply => Assert.IsType<EmitReply.Emitted>(reply));
        Assert.All(again, reply => Assert.IsType<EmitReply.SentAgain>(reply));
        Assert.Equal(runs.Select(run => run.Id), await ClaimIdsAsync(2_000));
    }

    [SkippableFact]
    public async Task Runs_that_are_emitted_together_are_each_told_their_queue()
    {
        var other = SameHome(Workflow);
        await DefineAsync(info => info with { Queue = "elsewhere" }, other);

        var replies = await Store.EmitManyAsync([New(), New(other), New() with { Workflow = "later", AllowUnregistered = true }, New() with { Priority = 1 }]).Bounded();

        Assert.Equal([Queue, "elsewhere", "default", Queue], replies.Cast<EmitReply.Emitted>().Select(reply => reply.Queue));
    }

    [SkippableFact]
    public async Task Runs_that_are_emitted_together_queue_up_for_slots()
    {
        await LimitAsync(total: 2);
        var runs = Enumerable.Range(0, 300).Select(_ => New()).ToArray();

        await Store.EmitManyAsync(runs).Bounded();

        Assert.Equal([runs[0].Id, runs[1].Id], (await ClaimAllAsync()).Select(run => run.Id));
    }

    [SkippableFact]
    public async Task Nothing_emitted_together_is_nothing() => Assert.Empty(await Store.EmitManyAsync([]));
}
