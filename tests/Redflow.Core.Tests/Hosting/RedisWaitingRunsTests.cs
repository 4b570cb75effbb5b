using System.Collections.Concurrent;
using Redflow.Storage.Redis;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

public sealed class RedisWaitingRunsTests(RedisServer server) : WaitingRunsTests(server), IClassFixture<RedisServer>
{
    /// <summary>What clients of their own accord send now and then.</summary>
    private static readonly string[] Housekeeping = ["ping", "echo", "info", "get", "config|get", "client|setname", "select"];

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly RedisServer _server = server;

    [SkippableFact]
    public async Task Ten_thousand_waiting_runs_take_no_memory_and_no_timer_of_their_worker()
    {
        await using var store = Open(_server.Multiplexer);
        await using var host = await WorkerHost.StartWorkerAsync(store, TimeProvider.System, redflow => AddWorkflows(redflow), Configure, AddServices);
        await HibernateAsync(store, 2_000);
        var (bytes, timers) = Measure();

        await HibernateAsync(store, Many);

        var (bytesThen, timersThen) = Measure();
        // Measured: 2 bytes, which is noise. The smallest object has 24.
        var perRun = (bytesThen - bytes) / (double)Many;
        Assert.True(perRun < 10, $"A run that waits takes {perRun:F1} bytes of its worker.");
        Assert.InRange(timersThen, 0, timers + 5);
    }

    [SkippableFact]
    public async Task Ten_thousand_waiting_runs_make_renewals_and_polls_cost_nothing_more()
    {
        Skip.If(_server.SkipReason is not null, _server.SkipReason);
        var time = new ManualTime(DateTimeOffset.UtcNow);
        var answers = new ConcurrentDictionary<string, int>();
        await using var proxy = RedisProxy.Start(_server.Port);
        proxy.Answered = (script, _) => answers.AddOrUpdate(script, 1, (_, count) => count + 1);
        using var multiplexer = await proxy.ConnectAsync();
        await using var store = Open(multiplexer);
        await using var client = Open(_server.Multiplexer);
        await using var host = await WorkerHost.StartWorkerAsync(store, time, redflow => AddWorkflows(redflow), o =>
        {
            Configure(o);
            o.PollInterval = Minute;
            o.LeaseDuration = 3 * Minute;
        }, AddServices);
        // The first time the server gets to know the scripts.
        await CountIdleAsync(time, answers);
        var none = await CountIdleAsync(time, answers);

        await HibernateAsync(client, Many);

        var many = await CountIdleAsync(time, answers);
        Assert.Equal((10, 10), (none["fcall"], none["evalsha"]));
        Assert.Equal(none.OrderBy(count => count.Key), many.OrderBy(count => count.Key));
    }

    private static (long Bytes, long Timers) Measure()
    {
        // What is finalized goes with the next collection.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return (GC.GetTotalMemory(forceFullCollection: true), Timer.ActiveCount);
    }

    /// <summary>Lets ten minutes pass, in each of which the worker renews its lease and polls, and counts what Redis does meanwhile.</summary>
    private async Task<IReadOnlyDictionary<string, long>> CountIdleAsync(ManualTime time, ConcurrentDictionary<string, int> answers)
    {
        int Count(string script) => answers.GetValueOrDefault(script);
        Task<bool> IsIdleAsync() => Task.FromResult(time.CountDue(Minute) == 2);

        await Wait.UntilAsync(IsIdleAsync, "the worker is idle");
        var before = await _server.CountCommandsAsync();
        for (var i = 0; i < 10; i++)
        {
            var (renewals, polls) = (Count("renew_lease"), Count("exchange_runs"));
            time.Advance(Minute);
            await Wait.UntilAsync(() => Task.FromResult(Count("renew_lease") > renewals && Count("exchange_runs") > polls), "it renews and polls");
            await Wait.UntilAsync(IsIdleAsync, "the worker is idle");
        }

        return (await _server.CountCommandsAsync())
            .Where(count => !Housekeeping.Contains(count.Key) && count.Value > before.GetValueOrDefault(count.Key))
            .ToDictionary(count => count.Key, count => count.Value - before.GetValueOrDefault(count.Key));
    }

    private RedisStore Open(IConnectionMultiplexer multiplexer) => new(multiplexer, new() { Prefix = Prefix }, TimeProvider.System);
}
