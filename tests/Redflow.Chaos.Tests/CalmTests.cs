using Microsoft.Extensions.DependencyInjection;
using Redflow.Chaos.Checks;
using Redflow.Chaos.Ledger;
using Redflow.Chaos.Workload;
using Redflow.Scheduling;
using Redflow.Testing;

namespace Redflow.Chaos.Tests;

/// <summary>The workload and the checks, with nobody to disturb them: what they find here would be their own fault.</summary>
public sealed class CalmTests : IAsyncLifetime
{
    private static readonly TimeSpan WorkFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(60);

    private readonly GarnetServer _server = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    public Task InitializeAsync() => _server.InitializeAsync();

    [Fact]
    public async Task A_system_that_nobody_disturbs_violates_no_invariant()
    {
        var options = new CheckOptions(_folder, _server.ConnectionString, $"test-{Guid.NewGuid():N}", TimeSpan.FromSeconds(2), TimeSpan.Zero);
        using var worker = new LedgerWriter(_folder, "worker");
        using var client = new LedgerWriter(_folder, "client");
        using var driver = new LedgerWriter(_folder, "driver");
        using var work = new CancellationTokenSource();
        using var audit = new CancellationTokenSource();
        await using var host = await WorkerHost.StartAsync(
            _server, options.Prefix, redflow => ChaosWorkload.AddTo(redflow, worker),
            services: services => services.Configure<SchedulerOptions>(o => o.SweepInterval = TimeSpan.FromSeconds(1)));

        var auditing = Auditor.RunAsync(options, driver, audit.Token);
        work.CancelAfter(WorkFor);
        await ClientRole.RunAsync(new(options.ConnectionString, options.Prefix, 1, Api: null), client, work.Token);
        var isAtRest = await ChaosChecks.SettleAsync(options, SettleWithin, CancellationToken.None);
        await audit.CancelAsync();
        await auditing.Bounded();
        var verdict = await ChaosChecks.RunAsync(options, CancellationToken.None);

        Assert.Empty(verdict.Invariants.SelectMany(invariant => invariant.Examples.Select(example => $"{invariant.Name}: {example}")));
        Assert.True(isAtRest);
        Assert.All(verdict.Invariants.ExceptBy([Invariants.Children, Invariants.Takeovers], invariant => invariant.Name), invariant => Assert.NotEqual(0, invariant.Checked));
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
