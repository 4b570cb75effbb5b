using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redflow.Core.Tests.Features;
using Redflow.Storage;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

/// <summary>What a host says of its store, or refuses, when it starts.</summary>
public sealed class StoreStartTests
{
    [Fact]
    public async Task A_worker_and_a_scheduler_do_not_start_on_a_namespace_of_a_newer_version()
    {
        await using var server = new GarnetServer();
        await server.InitializeAsync();
        await server.Multiplexer.GetDatabase().HashSetAsync("{redflow}:namespace", [new("schema", 99), new("partitions", 1)]);
        using var worker = Build(server, worker: true, new());
        using var scheduler = Build(server, worker: false, new());

        var byWorker = await Assert.ThrowsAsync<NamespaceTooNewException>(() => worker.StartAsync().Bounded());
        var byScheduler = await Assert.ThrowsAsync<NamespaceTooNewException>(() => scheduler.StartAsync().Bounded());

        Assert.Contains("99", byWorker.Message, StringComparison.Ordinal);
        Assert.Contains("99", byScheduler.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_that_starts_on_a_Redis_without_persistence_says_so(bool worker)
    {
        await using var server = new RedisServer { Options = ["--appendonly", "no"] };
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await server.InitializeAsync();
        var log = new HostLog();
        using var host = Build(server, worker, log);

        await host.StartAsync().Bounded();
        await host.StopAsync().Bounded();

        Assert.Single(log.Lines, line => line.Contains("a restart loses all runs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_host_connects_before_anything_in_it_serves(bool keyed)
    {
        await using var server = new GarnetServer();
        await server.InitializeAsync();
        var steps = new List<string>();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostedService>(new StartedService(() => steps.Add("served")));
        builder.Services.AddSingleton(_ => Connect()).AddKeyedSingleton("redis", (_, _) => Connect());
        _ = keyed ? builder.AddKeyedRedflowClient("redis") : builder.AddRedflowClient("redis");
        using var host = builder.Build();

        await host.StartAsync().Bounded();
        await host.StopAsync().Bounded();

        Assert.Equal(["connected", "served"], steps);

        IConnectionMultiplexer Connect()
        {
            steps.Add("connected");
            return server.Multiplexer;
        }
    }

    private static IHost Build(TestServer server, bool worker, HostLog log)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(server.Multiplexer).AddSingleton<ILoggerProvider>(log);
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

    private sealed class StartedService(Action started) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            started();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
