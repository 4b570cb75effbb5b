using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>Runs that are spread over four partitions, as <see cref="IRedflowStore.NewRunIdAsync"/> spreads them.</summary>
public sealed class PartitionTests(PartitionedRedisServer server) : StoreTest(server), IClassFixture<PartitionedRedisServer>
{
    [SkippableFact]
    public async Task Runs_of_a_limited_workflow_are_in_one_partition_and_others_in_all()
    {
        await LimitAsync(total: 1);
        await DefineAsync(info => info, "unlimited");

        var limited = await DrawAsync(100, Workflow);
        var unlimited = await DrawAsync(100, "unlimited");

        Assert.Single(limited.Select(id => id.Partition).Distinct());
        Assert.Equal(Enumerable.Range(0, 4), unlimited.Select(id => id.Partition).Distinct().Order());
    }

    [SkippableFact]
    public async Task Lists_merge_the_partitions_newest_first_without_gaps_and_doubles()
    {
        var ids = await EmitSpreadAsync(40);
        var ended = await ClaimIdsAsync(10);
        foreach (var id in ended)
        {
            await Store.CancelAsync(id, null);
        }

        Assert.Equal(ids.Reverse(), await ListAsync(new() { Limit = 3 }));
        Assert.Equal(ids.Reverse().Intersect(ended), await ListAsync(new() { Limit = 3, Status = RunStatus.Running }));
        Assert.Equal(ids.Reverse().Except(ended), await ListAsync(new() { Limit = 3, Status = RunStatus.Queued }));
        Assert.Equal(
            ids.Skip(10).Take(20).Reverse(),
            await ListAsync(new() { Limit = 3, CreatedFrom = TestStore.Start + (10 * Second), CreatedBefore = TestStore.Start + (30 * Second) }));
    }

    [SkippableFact]
    public async Task A_queue_and_a_group_of_failures_are_those_of_all_partitions()
    {
        await EmitSpreadAsync(40);

        var queue = (await Store.FindQueueAsync(Queue).Bounded())!;
        foreach (var run in await ClaimAllAsync())
        {
            await FinishAsync(run, Failed);
        }

        var group = Assert.Single((await Store.ListFailuresAsync(new()).Bounded()).Groups);
        var newest = (await Store.ListRunsAsync(new() { Limit = 1 }).Bounded()).Runs[0];

        Assert.Equal((40, 40, 40 * Second, 1), (queue.Ready, queue.Queued, queue.OldestAge, queue.WorkerCount));
        Assert.Equal((40, newest.Id, Boom), (group.Count, group.Run, group.Error));
    }

    [SkippableFact]
    public async Task A_worker_is_one_and_holds_the_runs_of_all_partitions()
    {
        await EmitSpreadAsync(10);
        await ClaimAllAsync();

        Assert.Equal(10, Assert.Single(await Store.ListWorkersAsync(null, 10).Bounded()).Running);
    }

    [SkippableFact]
    public async Task A_claim_takes_as_many_runs_as_there_is_room_and_starves_no_partition()
    {
        var ids = await EmitSpreadAsync(40);
        var claimed = new List<RunId>();

        while (claimed.Count < ids.Count)
        {
            var next = await ClaimIdsAsync(5);
            Assert.Equal(5, next.Count);
            claimed.AddRange(next);
        }

        Assert.Equal(ids.Order(), claimed.Order());
        var firstHalf = claimed.Take(20).CountBy(id => id.Partition);
        Assert.Equal(4, firstHalf.Count());
        Assert.All(firstHalf, partition => Assert.True(partition.Value > 1, $"{partition.Value} of the first 20 are of partition {partition.Key}."));
    }

    [SkippableFact]
    public async Task A_limit_holds_while_many_workers_claim_runs_with_drawn_ids()
    {
        await LimitAsync(total: 3);
        string[] workers = [.. Enumerable.Range(1, 6).Select(i => $"racer-{i}")];
        await Task.WhenAll(workers.Select(RegisterAsync));
        var ids = await DrawAsync(100, Workflow);
        await Task.WhenAll(ids.Select(id => Store.EmitAsync(New() with { Id = id })));
        var race = new Race(Store, Queue, workers);

        await race.RunAsync(100).Bounded();

        Assert.Equal(ids.Order(), race.Ended.Order());
        Assert.InRange(race.MostHeld, 1, 3);
    }

    /// <summary>Emits runs a second apart, with ids as they are drawn, until there are as many, some of them in each partition.</summary>
    private async Task<IReadOnlyList<RunId>> EmitSpreadAsync(int count)
    {
        IReadOnlyList<RunId> ids;
        do
        {
            ids = await DrawAsync(count, Workflow);
        }
        while (ids.CountBy(id => id.Partition).Count() < 4);

        foreach (var id in ids)
        {
            await Store.EmitAsync(New() with { Id = id });
            await AdvanceAsync(Second);
        }

        return ids;
    }

    private async Task<IReadOnlyList<RunId>> DrawAsync(int count, string workflow)
    {
        var ids = new List<RunId>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(await Store.NewRunIdAsync(workflow, null));
        }

        return ids;
    }
}
