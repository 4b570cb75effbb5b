using Redflow.Testing;
using Redflow.Workers;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_worker_is_listed_as_it_has_registered()
    {
        await AdvanceAsync(Second);
        await Store.RegisterWorkerAsync(new("a", "shop", "box", 42, ["mail", Queue], 7, Lease) { Version = "1.2.3" });

        var worker = (await ListWorkersAsync())[0];

        Assert.Equal(("a", "shop", "1.2.3", "box", 42, 7), (worker.Id, worker.App, worker.Version, worker.Host, worker.ProcessId, worker.Concurrency));
        Assert.Equal(["mail", Queue], worker.Queues);
        Assert.Equal((0, false), (worker.Running, worker.IsDraining));
        Assert.Equal((Test.Now, Test.Now + Lease), (worker.StartedAt, worker.LeaseUntil));
    }

    [SkippableFact]
    public async Task A_worker_tells_how_many_runs_are_under_its_lease()
    {
        var run = await StartAsync();
        await StartAsync();

        var before = Assert.Single(await ListWorkersAsync()).Running;
        await FinishAsync(run, Succeeded);

        Assert.Equal((2, 1), (before, Assert.Single(await ListWorkersAsync()).Running));
    }

    [SkippableFact]
    public async Task A_worker_is_listed_as_long_as_its_lease_lasts()
    {
        await Store.RenewAsync(new(Worker, 2 * Lease, [], ReturnStrangers: false));
        var until = Assert.Single(await ListWorkersAsync()).LeaseUntil;

        await Test.AdvanceAsync((2 * Lease) - Millisecond);
        var last = await ListWorkersAsync();
        await Test.AdvanceAsync(Millisecond);

        Assert.Equal(TestStore.Start + (2 * Lease), until);
        Assert.Single(last);
        Assert.Empty(await ListWorkersAsync());
    }

    [SkippableFact]
    public async Task A_worker_that_says_so_drains_and_one_that_has_lost_its_lease_does_not_come_back_by_it()
    {
        await RegisterAsync("other");

        await Store.RenewAsync(new(Worker, Lease, [], ReturnStrangers: false) { IsDraining = true });
        await Store.RenewAsync(new("stranger", Lease, [], ReturnStrangers: false) { IsDraining = true });

        Assert.Equal([("other", false), (Worker, true)], (await ListWorkersAsync()).Select(worker => (worker.Id, worker.IsDraining)));
    }

    [SkippableFact]
    public async Task Workers_are_listed_by_id_behind_one_those_without_a_lease_left_out()
    {
        await RegisterAsync("a");
        await RegisterAsync("c");
        await Test.AdvanceAsync(Lease);
        await RegisterAsync("d");
        await RegisterAsync("b");
        await RegisterAsync("E");

        Assert.Equal(["E"], await IdsAsync(null, 1));
        Assert.Equal(["b", "d"], await IdsAsync("E", 2));
        Assert.Empty(await IdsAsync("d", 2));
    }

    private Task<IReadOnlyList<WorkerInfo>> ListWorkersAsync() => Store.ListWorkersAsync(null, 10).Bounded();

    private async Task<IEnumerable<string>> IdsAsync(string? behind, int limit) =>
        (await Store.ListWorkersAsync(behind, limit).Bounded()).Select(worker => worker.Id);
}
