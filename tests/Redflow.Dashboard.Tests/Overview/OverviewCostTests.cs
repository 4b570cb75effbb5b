using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Dashboard.Overview;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit.Abstractions;

namespace Redflow.Dashboard.Tests.Overview;

public sealed class OverviewCostTests(RedisServer redis, ITestOutputHelper output) : IClassFixture<RedisServer>
{
    private const int Workflows = 20;
    private const int Runs = 4_000;
    private const int Refreshes = 200;
    private const int Viewers = 50;
    private const double MostMilliseconds = 2;

    [SkippableFact]
    public async Task Refresh_costs_Redis_less_than_two_milliseconds()
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        var prefix = $"test-{Guid.NewGuid():N}";
        await RunAsync(prefix);
        await using var store = (RedisStore)redis.OpenStore(prefix);
        var time = new ManualTime(DateTimeOffset.UtcNow);
        var client = new RedflowClient(store, TimeProvider.System);
        var reader = new OverviewReader(client, new(client, time), time);
        var first = await reader.ReadAsync(CancellationToken.None).Bounded();

        var before = await ProcessorTimeAsync();
        for (var i = 0; i < Refreshes; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.NotSame(first, await reader.ReadAsync(CancellationToken.None).Bounded());
        }

        var cost = (await ProcessorTimeAsync() - before) / Refreshes;
        output.WriteLine($"A refresh costs Redis {cost.TotalMilliseconds:0.000} ms, with {Runs} runs of {Workflows} workflows.");
        Assert.Equal(Runs, first.Hour.Succeeded);
        Assert.InRange(cost.TotalMilliseconds, 0, MostMilliseconds);
    }

    [Fact]
    public async Task Fifty_viewers_cost_no_more_reads_than_one()
    {
        var (one, all) = (await CountReadsAsync(viewers: 1), await CountReadsAsync(Viewers));

        Assert.Equal(one, all);
        Assert.Equal(Refreshes, all["GetStatsAsync"]);
    }

    [Fact]
    public async Task Viewers_who_load_the_page_as_fast_as_they_can_are_answered_from_one_read_a_second()
    {
        var (store, counts) = CountingStore.Over(new MemoryStore(TimeProvider.System));
        await using var app = await StartAsync(store);
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()), Timeout = Wait.Limit };
        var started = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, Viewers).Select(async _ =>
        {
            for (var i = 0; i < 10; i++)
            {
                Assert.Contains("Outcomes by minute", await http.GetStringAsync(new Uri("/ops", UriKind.Relative)), StringComparison.Ordinal);
            }
        })).Bounded();

        var most = (int)TimeProvider.System.GetElapsedTime(started).TotalSeconds + 1;
        Assert.InRange(counts.Calls["GetStatsAsync"], 1, most);
        Assert.InRange(counts.Calls["ListMinutesAsync"], 1, most);
        Assert.InRange(counts.Calls["ListQueuesAsync"], 1, most);
    }

    private static async Task<SortedDictionary<string, int>> CountReadsAsync(int viewers)
    {
        var (store, counts) = CountingStore.Over(new MemoryStore(TimeProvider.System));
        var time = new ManualTime(DateTimeOffset.UtcNow);
        var client = new RedflowClient(store, TimeProvider.System);
        var reader = new OverviewReader(client, new(client, time), time);
        for (var i = 0; i < Refreshes; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, viewers).Select(_ => Task.Run(() => reader.ReadAsync(CancellationToken.None)))).Bounded();
            time.Advance(TimeSpan.FromSeconds(1));
        }

        return new(counts.Calls.ToDictionary());
    }

    private static async Task<WebApplication> StartAsync(IRedflowStore store)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Services.AddSingleton(store);
        builder.AddRedflowClient("redis");
        builder.AddRedflowDashboard();
        var app = builder.Build();
        app.MapRedflowDashboard("/ops").AllowAnonymous();
        await app.StartAsync().Bounded();
        return app;
    }

    /// <summary>Runs of many workflows and queues, all over, and no worker: what Redis does from then on it does for the overview.</summary>
    private async Task RunAsync(string prefix)
    {
        await using var worker = await WorkerHost.StartAsync(
            redis,
            prefix,
            workflows =>
            {
                for (var i = 0; i < Workflows; i++)
                {
                    workflows.AddWorkflow<int, int>($"workflow-{i}", ctx => Task.FromResult(ctx.Input), options => (options.MaxConcurrency, options.Queue) = (0, $"queue-{i}"));
                }
            },
            options => options.Concurrency = 100).Bounded();
        await Wait.UntilAsync(async () => (await worker.Client.ListWorkflowsAsync()).Count == Workflows, "the worker has registered its workflows");
        var emitted = await Task.WhenAll(Enumerable.Range(0, Workflows).Select(i => worker.Client.EmitManyAsync(
            new WorkflowRef<int, int>($"workflow-{i}"), [.. Enumerable.Range(0, Runs / Workflows)]))).Bounded();
        foreach (var run in emitted.SelectMany(runs => runs))
        {
            await run.GetResultAsync(Wait.Limit).Bounded();
        }
    }

    /// <summary>What the server's process has used of the processor so far.</summary>
    private async Task<TimeSpan> ProcessorTimeAsync()
    {
        var info = (string)(await redis.Multiplexer.GetDatabase().ExecuteAsync("INFO", "cpu"))!;
        return TimeSpan.FromSeconds(info.Split("\r\n")
            .Where(line => line.StartsWith("used_cpu_sys:", StringComparison.Ordinal) || line.StartsWith("used_cpu_user:", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(':')[1], CultureInfo.InvariantCulture)));
    }
}
