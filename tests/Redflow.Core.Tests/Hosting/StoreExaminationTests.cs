using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

public sealed class StoreExaminationTests
{
    [Fact]
    public async Task A_worker_and_a_scheduler_do_not_start_on_a_Garnet_whose_scripts_are_not_atomic()
    {
        await using var server = new GarnetServer { LuaMode = [] };
        await server.InitializeAsync();

        var refusals = await RefusalsAsync<UnfitStoreException>(server);

        Assert.All(refusals, refused => Assert.Contains("--lua-transaction-mode", refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_and_a_scheduler_do_not_start_on_a_namespace_of_other_partitions()
    {
        await using var server = new GarnetServer();
        await server.InitializeAsync();
        await server.Multiplexer.GetDatabase().HashSetAsync("{redflow}:namespace", [new("schema", NamespaceRecord.Schema), new("partitions", 4)]);

        var refusals = await RefusalsAsync<NamespaceMismatchException>(server);

        Assert.All(refusals, refused => Assert.Equal((4, 1), (refused.Partitions, refused.Configured)));
    }

    [Fact]
    public async Task Hosts_that_started_while_Redis_was_away_stop_when_Redis_answers_and_is_not_fit()
    {
        await using var server = new GarnetServer { LuaMode = [] };
        await server.InitializeAsync();
        server.Kill();
        using var worker = Build(server, worker: true);
        using var scheduler = Build(server, worker: false);
        await Task.WhenAll(worker.StartAsync(), scheduler.StartAsync()).Bounded();
        var stopping = new[] { worker, scheduler }.Select(StoppingAsync).ToArray();

        await server.StartAsync();

        await Task.WhenAll(stopping).Bounded();
        await Task.WhenAll(worker.StopAsync(), scheduler.StopAsync()).Bounded();
    }

    [SkippableTheory]
    [InlineData("--maxmemory 100mb --maxmemory-policy allkeys-lru", HealthStatus.Unhealthy, "MayEvict", "maxmemory-policy")]
    [InlineData("--maxmemory-policy allkeys-lru", HealthStatus.Degraded, "MayEvict", "maxmemory-policy")]
    [InlineData("--appendonly no", HealthStatus.Degraded, "NotPersistent", "a restart loses all runs")]
    [InlineData("--rename-command CONFIG X", HealthStatus.Healthy, "NotChecked", "The store answers.")]
    public async Task The_health_check_fails_for_errors_is_degraded_by_warnings_and_tells_of_all(string options, HealthStatus status, string finding, string text)
    {
        await using var server = new RedisServer { Options = options.Split(' ') };
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await server.InitializeAsync();
        using var host = Build(server, worker: true);

        var report = (await CheckAsync(host)).Entries["redflow-store"];

        Assert.Equal(status, report.Status);
        Assert.Contains(text, report.Description, StringComparison.Ordinal);
        Assert.Equal([finding], report.Data.Keys);
    }

    [SkippableFact]
    public async Task The_health_check_examines_the_store_once_a_minute_and_a_finding_is_logged_once()
    {
        await using var server = new RedisServer { Options = ["--appendonly", "no"] };
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await server.InitializeAsync();
        var time = new ManualTime(DateTimeOffset.UtcNow);
        var log = new FindingLog();
        using var host = Build(server, worker: true, services => services.AddSingleton<TimeProvider>(time).AddSingleton<ILoggerProvider>(log));
        await CheckAsync(host);
        await server.Multiplexer.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(["NotPersistent"], (await CheckAsync(host)).Entries["redflow-store"].Data.Keys);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("MayEvict", (await CheckAsync(host)).Entries["redflow-store"].Data.Keys);

        Assert.Single(log.Lines, line => line.Contains("a restart loses all runs", StringComparison.Ordinal));
        Assert.Single(log.Lines, line => line.Contains("maxmemory-policy", StringComparison.Ordinal));
    }

    /// <summary>What a worker and a scheduler say that refuse to start.</summary>
    private static async Task<IReadOnlyList<T>> RefusalsAsync<T>(TestServer server)
        where T : Exception
    {
        using var worker = Build(server, worker: true);
        using var scheduler = Build(server, worker: false);
        return
        [
            await Assert.ThrowsAsync<T>(() => worker.StartAsync().Bounded()),
            await Assert.ThrowsAsync<T>(() => scheduler.StartAsync().Bounded()),
        ];
    }

    /// <summary>Returns when a host begins to stop.</summary>
    private static Task StoppingAsync(IHost host)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        return stopping.Task;
    }

    private static Task<HealthReport> CheckAsync(IHost host) =>
        host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync().Bounded();

    private static IHost Build(TestServer server, bool worker, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(server.Multiplexer);
        services?.Invoke(builder.Services);
        if (worker)
        {
            builder.AddRedflowWorker("redis").AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input));
        }
        else
        {
            builder.AddRedflowScheduler("redis");
        }

        return builder.Build();
    }

    private sealed class FindingLog : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

        public IEnumerable<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id is > 1_200 and < 1_300)
            {
                _lines.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
