using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_slot_is_lost_or_made_however_passes_end(int seed)
    {
        await LimitAsync(total: 3, perKey: 2);
        var random = new Random(seed);
        var ids = await EmitForAsync([.. Enumerable.Range(0, 60).Select(i => $"{i % 3}")]);
        for (var round = 0; round < 400 && await OpenAsync() > 0; round++)
        {
            await MixAsync(random, ids);
            Assert.InRange((await Store.GetStatsAsync()).Runs[RunStatus.Running], 0, 3);
        }

        Assert.All(await Task.WhenAll(ids.Select(StatusAsync)), status => Assert.True(status.IsTerminal()));
        await EmitForAsync("a", "a", "a", "b", "b", "b");
        Assert.Equal(3, (await ClaimAllAsync()).Count);
    }

    [SkippableFact]
    public async Task Cancels_that_race_with_ends_leave_every_run_ended_once_and_every_slot_free()
    {
        await LimitAsync(total: 5);
        var ids = await EmitSomeAsync(100);
        var workers = await RegisterManyAsync(4);
        var race = new Race(Store, Queue, workers);

        var cancels = Task.Run(() => Task.WhenAll(ids.Where((_, i) => i % 2 == 0).Select(id => Store.CancelAsync(id, "enough"))));
        await Task.WhenAll(cancels, race.RunAsync(50)).Bounded();
        while (await ClaimAllAsync() is { Count: > 0 } claimed)
        {
            await Task.WhenAll(claimed.Select(run => FinishAsync(run, Succeeded)));
        }

        var stats = await Store.GetStatsAsync();
        Assert.Equal(100, stats.Runs[RunStatus.Succeeded] + stats.Runs[RunStatus.Canceled]);
        await EmitSomeAsync(9);
        Assert.Equal(5, (await ClaimAllAsync()).Count);
    }

    [SkippableFact]
    public async Task Limits_that_change_while_many_workers_claim_hold_in_the_end()
    {
        await LimitAsync(total: 3);
        var ids = await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => EmitAsync()));
        var race = new Race(Store, Queue, await RegisterManyAsync(6));

        var changes = Task.Run(async () =>
        {
            foreach (var limit in new int?[] { 1, 5, null, 2, 4, 3 })
            {
                await SetLimitsAsync(total: limit);
                await Store.PromoteAsync(100);
            }
        });
        await Task.WhenAll(changes, race.RunAsync(150)).Bounded();

        Assert.Equal(ids.Order(), race.Ended.Order());
        await EmitSomeAsync(5);
        Assert.Equal(3, (await ClaimAllAsync()).Count);
    }

    private async Task<long> OpenAsync() =>
        (await Store.GetStatsAsync()).Runs.Where(count => !count.Key.IsTerminal()).Sum(count => count.Value);

    /// <summary>Claims, and ends each pass in some way; sometimes cancels a run, or loses the worker.</summary>
    private async Task MixAsync(Random random, IReadOnlyList<RunId> ids)
    {
        foreach (var run in await ClaimAsync(random.Next(1, 5)))
        {
            PassOutcome? outcome = random.Next(8) switch
            {
                0 => Failed,
                1 => Retry(random.Next(2) * Second),
                2 => Released(random.Next(2) * Second),
                3 => new PassOutcome.Suspended([Sleep($"nap-{random.Next(3)}", Second)]),
                4 => null,
                _ => Succeeded,
            };
            if (outcome is not null)
            {
                Assert.True(await FinishAsync(run, outcome));
            }
        }

        switch (random.Next(6))
        {
            case 0:
                await Store.CancelAsync(ids[random.Next(ids.Count)], "enough");
                break;
            case 1:
                await Store.ReleaseWorkerAsync(Worker);
                await RegisterAsync(Worker);
                break;
            case 2:
                await Test.AdvanceAsync(Lease);
                await ReapAsync();
                await RegisterAsync(Worker);
                break;
            default:
                await PassAsync(Second);
                break;
        }
    }
}
