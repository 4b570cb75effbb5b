using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Telemetry;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Telemetry;

/// <summary>What docs/reference/telemetry.md promises of what schedulers measure.</summary>
public sealed class SchedulerMetricTests
{
    private readonly ManualTime _time = new(TestStore.Start);

    [Fact]
    public async Task Queues_are_measured_while_somebody_collects_and_no_more_than_every_five_seconds()
    {
        var (store, counts) = CountingStore.Over(new MemoryStore(_time));
        await store.RegisterWorkflowsAsync([Info() with { Limits = new() { MaxConcurrency = 1 } }]);
        await EmitAsync(store, 3);
        _time.Advance(TimeSpan.FromSeconds(2));
        using var host = await StartAsync(store);
        var gauges = host.Services.GetServices<IHostedService>().OfType<QueueGauges>().Single();
        using var meters = new MeterRecorder(host.Services.GetRequiredService<IMeterFactory>());

        meters.Collect();
        Assert.True(await gauges.Read.WaitAsync(Wait.Limit, CancellationToken.None));
        meters.Collect();
        meters.Collect();

        Assert.Equal((1.0, 2.0, 2.0), (Of("redflow.queue.ready"), Of("redflow.queue.oldest_age"), Of("redflow.queue.held_back")));
        Assert.Equal(1, counts.Calls[nameof(IRedflowStore.ListQueuesAsync)]);
        double Of(string instrument) => Assert.Single(meters.Of(instrument, "redflow.queue", "orders")).Value;
        await host.StopAsync().Bounded();
    }

    [Fact]
    public async Task Nobody_who_does_not_collect_has_the_store_asked()
    {
        var (store, counts) = CountingStore.Over(new MemoryStore(_time));
        using var host = await StartAsync(store);

        _time.Advance(TimeSpan.FromMinutes(10));
        await host.StopAsync().Bounded();

        Assert.DoesNotContain(nameof(IRedflowStore.ListQueuesAsync), counts.Calls.Keys);
    }

    [Fact]
    public async Task A_promoter_and_a_ticker_measure_how_late_they_are()
    {
        var store = new MemoryStore(_time);
        await store.RegisterWorkflowsAsync([Info()]);
        await store.PutScheduleAsync(ScheduleDefinition.Make("once", "checkout", Schedule.Once(TestStore.Start.AddSeconds(7)), new("1"u8.ToArray()), new(), limitKey: null));
        await EmitAsync(store, 1, TimeSpan.FromSeconds(7));
        _time.Advance(TimeSpan.FromSeconds(10));
        using var meters = new MeterRecorder();

        using var host = await StartAsync(store);

        Assert.Contains(await meters.GetAsync("redflow.scheduler.lag", "redflow.agent", "Promoter"), late => late.Value == 3);
        Assert.Contains(await meters.GetAsync("redflow.scheduler.lag", "redflow.agent", "Ticker"), late => late.Value == 3);
        await host.StopAsync().Bounded();
    }

    private static WorkflowInfo Info() => new()
    {
        Name = "checkout",
        Queue = "orders",
        MaxAttempts = 3,
        MaxCrashes = 3,
        Retention = TimeSpan.FromDays(1),
        InputSchema = new("{}"u8.ToArray()),
    };

    private static async Task EmitAsync(IRedflowStore store, int count, TimeSpan? delay = null)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.IsType<EmitReply.Emitted>(await store.EmitAsync(new() { Id = RunId.New(0), Workflow = "checkout", Input = "1"u8.ToArray(), Delay = delay }));
        }
    }

    private async Task<IHost> StartAsync(IRedflowStore store)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(store).AddSingleton<TimeProvider>(_time);
        builder.AddRedflowScheduler("redis");
        var host = builder.Build();
        await host.StartAsync().Bounded();
        return host;
    }
}
