using Redflow.Client;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Testing.Processes;
using Xunit;

namespace Redflow.Scheduler.Tests.Chaos;

public sealed class PoisonTests : IAsyncLifetime
{
    private readonly GarnetServer _server = new();
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";
    private readonly string _ledger = Directory.CreateTempSubdirectory("redflow-ledger-").FullName;

    public Task InitializeAsync() => _server.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_ledger, recursive: true);
    }

    [Fact]
    public async Task A_run_that_kills_its_workers_fails_when_it_has_killed_three_and_harms_no_other()
    {
        await using var client = RedflowClient.Connect($"redis://127.0.0.1:{_server.Port}", new() { Prefix = _prefix });
        await using var scheduler = HostProcess.StartScheduler(_server, _prefix);
        await using var worker = HostProcess.StartWorker(_server, _prefix, _ledger, TimeSpan.FromSeconds(1));
        await Wait.UntilAsync(async () => (await client.GetStatsAsync()).Workers == 1, "the worker has registered");

        var poison = await client.EmitWorkflowAsync<int, string>("poison", 0);
        for (var kills = 0; kills < 3; kills++)
        {
            await worker.ExitedAsync(CancellationToken.None).Bounded();
            worker.Start();
        }

        var other = await client.EmitWorkflowAsync<int, string>("free", 1);
        await Assert.ThrowsAsync<WorkflowFailedException>(() => poison.GetResultAsync(Wait.Limit));
        await other.GetResultAsync(Wait.Limit);

        var run = await poison.GetStateAsync();
        Assert.Equal((RunStatus.Failed, RunError.WorkerLost, 3), (run.Status, run.Error?.Type, run.Crashes));
        Assert.Equal(3, LedgerLine.ReadAll(_ledger).Count(line => line.Run == poison.Id));
    }
}
