using System.Diagnostics;
using System.Text.Json.Nodes;
using Redflow.Testing;
using Xunit;

namespace Redflow.AppHost.Tests;

public sealed class RunningSystemTests
{
    /// <summary>The workers' lease, by default.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_run_whose_worker_is_killed_is_finished_by_the_other_one_and_no_committed_step_runs_again()
    {
        await using var system = await RunningSystem.StartAsync();
        var run = await system.EmitAsync("order-checkout", new { orderId = "ord_1", amount = 42.5, stepDelay = "00:00:02" });
        await Wait.UntilAsync(async () => (await StepsAsync(system, run)).Length == 1, "the first step is committed");
        using var worker = await system.WorkerOfAsync(run);

        worker.Kill();
        var killed = Stopwatch.GetTimestamp();
        await Wait.UntilAsync(async () => (int)(await system.GetAsync($"/api/v1/runs/{run["id"]}"))["attempt"]! == 2, "the run is taken back");
        var takenBack = Stopwatch.GetElapsedTime(killed);
        var result = await system.ResultAsync(run);

        Assert.Equal("ord_1", (string)result["orderId"]!);
        Assert.InRange(takenBack, TimeSpan.Zero, Lease + TimeSpan.FromSeconds(2));
        using var other = await system.WorkerOfAsync(run);
        Assert.NotEqual(worker.Id, other.Id);
        Assert.Equal(["reserve", "charge", "ship"], await StepsAsync(system, run));
        Assert.Equal(["reserve", "charge", "ship"], system.Ledger().Select(effect => (string)effect["step"]!));

        // On a busy machine the second step may have been committed by the time of the kill.
        var processes = system.Ledger().Select(effect => (int)effect["pid"]!).ToArray();
        Assert.Equal((worker.Id, other.Id), (processes[0], processes[2]));
        Assert.Contains(processes[1], new[] { worker.Id, other.Id });
    }

    [Fact]
    public async Task After_a_kill_of_Redis_and_its_restart_everything_goes_on()
    {
        await using var system = await RunningSystem.StartAsync();
        var running = await system.EmitAsync("order-checkout", new { orderId = "ord_1", amount = 1, stepDelay = "00:00:02" });
        var delayed = await system.EmitAsync("order-checkout", new { orderId = "ord_2", amount = 1 }, "?delay=1s");
        await Wait.UntilAsync(async () => (string)(await system.GetAsync($"/api/v1/runs/{running["id"]}"))["status"]! == "running", "the run is running");

        await system.KillAndRestartAsync("redis");

        foreach (var run in new[] { running, delayed })
        {
            await system.ResultAsync(run);
            Assert.Equal(["reserve", "charge", "ship"], await StepsAsync(system, run));
        }
    }

    [Fact]
    public async Task A_delayed_run_starts_within_50_ms_of_its_due_time()
    {
        await using var system = await RunningSystem.StartAsync();
        await system.ResultAsync(await system.EmitAsync("send-welcome-email", new { userId = "user_123" }));

        // Due one after the other: the first passes through code that has not run yet, and a burst of other tests' work hits a few.
        await WarmUpAsync(system);
        var delays = Enumerable.Range(0, 9).Select(i => TimeSpan.FromMilliseconds(2_000 + 200 * i)).ToArray();
        var noise = TimerNoise.AllowanceAsync(delays[^1]);
        var emits = await Task.WhenAll(delays.Select(delay =>
            system.EmitAsync("send-welcome-email", new { userId = "user_123" }, $"?delay={delay.TotalMilliseconds}ms")));
        var late = await Task.WhenAll(emits.Zip(delays, (emit, delay) => LatenessAsync(system, emit, delay)));

        Assert.All(late, lateness => Assert.True(lateness >= TimeSpan.Zero));
        var limit = TimeSpan.FromMilliseconds(50) + await noise;
        Assert.True(late.Order().ElementAt(late.Length / 2) <= limit, $"{limit}: {string.Join(", ", late)}");
    }

    [Fact]
    public async Task One_trace_goes_from_the_request_through_the_emit_to_the_steps_in_the_worker()
    {
        await using var collector = await TraceCollector.StartAsync();
        await using var system = await RunningSystem.StartAsync(collector.Observe);

        var run = await system.EmitAsync("order-checkout", new { orderId = "ord_1", amount = 1 });
        await system.ResultAsync(run);

        var trace = Convert.FromHexString(((string)run["traceParent"]!).Split('-')[1]);
        string[] spans = ["POST /api/v1/workflows/{name}/runs", "emit order-checkout", "wait order-checkout", "run order-checkout", "step reserve", "step charge", "step ship"];
        await Wait.UntilAsync(() => Task.FromResult(spans.All(span => collector.Has(trace, span))), $"the spans are exported: {string.Join(", ", spans)}");
    }

    [Fact]
    public async Task When_the_system_stops_no_process_is_left()
    {
        Process[] workers;
        await using (var system = await RunningSystem.StartAsync())
        {
            var run = await system.EmitAsync("order-checkout", new { orderId = "ord_1", amount = 1, stepDelay = "00:00:30" });
            await Wait.UntilAsync(async () => (string)(await system.GetAsync($"/api/v1/runs/{run["id"]}"))["status"]! == "running", "the run is running");
            workers = [await system.WorkerOfAsync(run)];
        }

        foreach (var worker in workers)
        {
            Assert.True(worker.WaitForExit(TimeSpan.FromSeconds(15)));
            worker.Dispose();
        }
    }

    /// <summary>The first runs are late by what the processes have to compile.</summary>
    private static async Task WarmUpAsync(RunningSystem system)
    {
        for (var i = 0; i < 5; i++)
        {
            await system.ResultAsync(await system.EmitAsync("send-welcome-email", new { userId = "user_123" }));
        }
    }

    private static async Task<TimeSpan> LatenessAsync(RunningSystem system, JsonNode emit, TimeSpan delay)
    {
        await system.ResultAsync(emit);
        var run = await system.GetAsync($"/api/v1/runs/{emit["id"]}");
        return (DateTimeOffset)run["startedAt"]! - ((DateTimeOffset)run["createdAt"]! + delay);
    }

    private static async Task<string[]> StepsAsync(RunningSystem system, JsonNode run) =>
        [.. (await system.GetAsync($"/api/v1/runs/{run["id"]}/steps"))["steps"]!.AsArray().Select(step => (string)step!["name"]!)];
}
