using System.Globalization;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Redflow.Testing.Processes;
using Redflow.Workflows;
using Xunit;
using Xunit.Abstractions;

namespace Redflow.Scheduler.Tests;

/// <summary>Schedulers as processes over a real Redis, and schedules of every second.</summary>
/// <remarks>The long form has <c>REDFLOW_TICK_SECONDS</c> seconds in place of 12.</remarks>
public sealed class TickTests(RedisServer server, ITestOutputHelper output) : IClassFixture<RedisServer>
{
    private static readonly int Seconds = int.Parse(Environment.GetEnvironmentVariable("REDFLOW_TICK_SECONDS") ?? "12", CultureInfo.InvariantCulture);

    /// <summary>On a busy machine ten processes may start so late that all ticks fire at once.</summary>
    private const int LeastKills = 6;

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(10)]
    public async Task Every_instant_has_exactly_one_run_while_schedulers_are_killed_at_random(int count)
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await using var store = new RedisStore(server.Multiplexer, new() { Prefix = _prefix }, TimeProvider.System);
        var client = new RedflowClient(store, TimeProvider.System);
        await store.RegisterWorkflowsAsync([Workflow]);
        var processes = Enumerable.Range(0, count).Select(_ => HostProcess.StartScheduler(server, _prefix)).ToArray();
        string[] ids = ["cron", "interval", "limited"];
        var kills = 0;
        try
        {
            await client.Schedules.UpsertAsync("cron", Schedule.Cron("* * * * * *"), "tick", 1, FireAll);
            await client.Schedules.UpsertAsync("interval", Schedule.Every(TimeSpan.FromSeconds(1)), "tick", 1, FireAll);
            await client.Schedules.UpsertAsync("limited", Schedule.Every(TimeSpan.FromSeconds(1)), "tick", 1, FireAll with { MaxTicks = Seconds });
            kills = await KillAtEachTickAsync(client, processes);
        }
        finally
        {
            foreach (var process in processes)
            {
                await process.DisposeAsync();
            }
        }

        foreach (var id in ids)
        {
            var (planned, started) = await CompareAsync(client, id);
            output.WriteLine($"{count} schedulers, {kills} kills, schedule '{id}': {planned.Count} instants, {started.Count} runs");
            Assert.Equal(planned, started);
        }

        Assert.Equal(Seconds, (await client.Schedules.GetAsync("limited")).FiredTicks);
        Assert.Equal(ids.Sum(id => client.Schedules.GetAsync(id).Result.FiredTicks), (await client.GetStatsAsync()).Runs[RunStatus.Queued]);
    }

    [SkippableFact]
    public async Task A_tick_starts_its_run_within_20_ms_of_its_instant()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await using var store = new RedisStore(server.Multiplexer, new() { Prefix = _prefix }, TimeProvider.System);
        var client = new RedflowClient(store, TimeProvider.System);
        await store.RegisterWorkflowsAsync([Workflow]);
        await using var scheduler = await SchedulerHost.StartAsync(server, _prefix, o => o.PollInterval = TimeSpan.FromMinutes(1));
        var noise = TimerNoise.AllowanceAsync(TimeSpan.FromSeconds(3));

        await client.Schedules.UpsertAsync("seconds", Schedule.Every(TimeSpan.FromSeconds(1)), "tick", 1, new() { MaxTicks = 5 });
        await Wait.UntilAsync(async () => (await client.Schedules.GetAsync("seconds")).FiredTicks == 5, "five ticks have fired");

        var late = (await client.Schedules.ListTicksAsync("seconds")).Select(tick => tick.At - tick.PlannedAt).Order().ToArray();
        output.WriteLine($"late by {string.Join(", ", late.Select(lateness => lateness.TotalMilliseconds))} ms");
        Assert.True(late[2] <= TimeSpan.FromMilliseconds(20) + await noise, string.Join(", ", late));
    }

    private static ScheduleOptions FireAll { get; } = new() { Misfire = MisfirePolicy.FireAll };

    private static WorkflowInfo Workflow { get; } = new()
    {
        Name = "tick",
        Queue = "default",
        MaxAttempts = 1,
        MaxCrashes = 1,
        Retention = TimeSpan.FromDays(1),
        InputSchema = new("{}"u8.ToArray()),
    };

    /// <summary>Kills one of the schedulers whenever another tick has fired, until there were enough.</summary>
    private static async Task<int> KillAtEachTickAsync(RedflowClient client, HostProcess[] processes)
    {
        var random = new Random(processes.Length);
        var (kills, fired) = (0, 0);
        while (fired < Seconds || kills < LeastKills)
        {
            var seen = fired;
            await Wait.UntilAsync(async () => (fired = (await client.Schedules.GetAsync("cron")).FiredTicks) > seen, "the next tick has fired");
            var killed = processes[random.Next(processes.Length)];
            killed.Kill();
            killed.Start();
            kills++;
        }

        await Wait.UntilAsync(async () => (await client.Schedules.GetAsync("limited")).NextAt is null, "the limited schedule has ended");
        await client.Schedules.DisableAsync("cron");
        await client.Schedules.DisableAsync("interval");
        return kills;
    }

    /// <summary>The instants from a schedule's first tick to its last, and the runs that there are of them.</summary>
    private static async Task<(IReadOnlyList<(DateTimeOffset, RunId)> Planned, IReadOnlyList<(DateTimeOffset, RunId)> Started)> CompareAsync(RedflowClient client, string id)
    {
        var ticks = (await client.Schedules.ListTicksAsync(id, 1_000)).Reverse().ToArray();
        var planned = Enumerable.Range(0, (int)(ticks[^1].PlannedAt - ticks[0].PlannedAt).TotalSeconds + 1)
            .Select(second => ticks[0].PlannedAt.AddSeconds(second))
            .Select(instant => (instant, RunId.OfTick(id, instant, 0)));
        var runs = await Task.WhenAll(ticks.Select(async tick => (tick.PlannedAt, (await client.GetRunAsync(tick.Run!.Value)).Id)));
        return ([.. planned], runs);
    }
}
