using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class FlowrraFeatureTests
{
    [SkippableFact]
    public async Task The_manager_s_stats_count_runs_queues_and_workers()
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        await using var host = await WorkerHost.StartAsync(redis, _prefix, redflow => redflow
            .AddJob("work", (int input) => input == 0 ? throw new NonRetriableException("No.") : Task.FromResult(input)));
        await (await host.Client.EmitWorkflowAsync<int, int>("work", 1)).GetResultAsync(Wait.Limit);
        var failed = await host.Client.EmitWorkflowAsync<int, int>("work", 0);
        await Assert.ThrowsAsync<WorkflowFailedException>(() => failed.GetResultAsync(Wait.Limit));
        await host.Client.PauseQueueAsync("default");
        await host.Client.EmitWorkflowAsync<int, int>("work", 2);

        var stats = await host.Client.GetStatsAsync();

        Assert.Equal((1, 1, 1), (stats.Runs[RunStatus.Succeeded], stats.Runs[RunStatus.Failed], stats.Workflows["work"][RunStatus.Queued]));
        Assert.Equal((1, 1), (stats.Queues["default"], stats.Workers));
    }

    [SkippableFact]
    public async Task The_manager_s_health_is_that_of_Redis()
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        await using var server = new RedisServer();
        await server.InitializeAsync();
        using var host = ClientHost($"127.0.0.1:{server.Port},abortConnect=false,connectTimeout=1000,syncTimeout=1000");
        var health = host.Services.GetRequiredService<HealthCheckService>();

        var before = await health.CheckHealthAsync().Bounded();
        server.Kill();
        var after = await health.CheckHealthAsync().Bounded();

        Assert.Equal((HealthStatus.Healthy, HealthStatus.Unhealthy), (before.Entries["redflow-store"].Status, after.Entries["redflow-store"].Status));
    }

    private static IHost ClientHost(string connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { Args = [$"--ConnectionStrings:redis={connectionString}"] });
        builder.Services.AddLogging();
        builder.AddRedflowClient("redis");
        return builder.Build();
    }
}
