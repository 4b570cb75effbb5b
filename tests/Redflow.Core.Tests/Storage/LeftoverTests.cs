using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>What is left in Redis of runs that were deleted.</summary>
public sealed class LeftoverTests(RedisServer server) : IClassFixture<RedisServer>
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task Nothing_is_left_of_a_run_and_its_compensation_that_were_deleted()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var store = server.OpenStore(_prefix);
        await store.RegisterWorkerAsync(new("worker", "tests", "here", 1, ["default"], 10, TimeSpan.FromMinutes(1)));
        var run = new NewRun { Id = RunId.New(0), Workflow = "work", Input = "1"u8.ToArray(), AllowUnregistered = true, Tags = ["red"], IdempotencyKey = "k" };
        await store.EmitAsync(run);
        await EndAsync(store, new PassOutcome.Failed(new("Boom", "No.")));
        await store.RelayAsync(10);
        var compensation = await EndAsync(store, new PassOutcome.Succeeded("null"u8.ToArray()));

        Assert.Equal(DeleteResult.Deleted, await store.DeleteAsync(run.Id));
        Assert.Equal(DeleteResult.Deleted, await store.DeleteAsync(compensation.Id));

        Assert.Equal(run.Id, compensation.CompensationOf);
        string[] kept = ["effect", "indexes", "queues", "wi:worker", "workers", "workflows"];
        Assert.Equal(kept, await KeysAsync());
    }

    private static async Task<ClaimedRun> EndAsync(IRedflowStore store, PassOutcome outcome)
    {
        var run = Assert.Single((await store.ExchangeAsync(new("worker", ["default"], 1, [])).Bounded()).Claimed);
        await store.ReportAsync(new(run.Id, run.Fence) { IsCompensable = true, Lines = ["1"u8.ToArray()] });
        await store.ExchangeAsync(new("worker", ["default"], 0, [new(run.Id, run.Fence, outcome)])).Bounded();
        return run;
    }

    /// <summary>Lists the keys of the partition, but for statistics and for who waits to be woken.</summary>
    private async Task<IEnumerable<string>> KeysAsync()
    {
        var guard = $"{new RedisKeys(_prefix, 0).Guard}:";
        return (await server.ListKeysAsync($"*{_prefix}*"))
            .Where(key => key.StartsWith(guard, StringComparison.Ordinal))
            .Select(key => key[guard.Length..])
            .Where(key => !key.StartsWith("m:", StringComparison.Ordinal) && !key.StartsWith("idle:", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }
}
