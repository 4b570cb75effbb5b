using System.Diagnostics;
using Redflow.Bench.Measures;
using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>
/// A run of many steps, one after the other, whose worker is killed when the last is done: the pass that follows, on another worker, gets all of
/// them at once, and goes through them.
/// </summary>
internal static class LongRuns
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static async Task MeasureAsync(Measurement measurement)
    {
        foreach (var steps in Resources.Sizes(measurement.Options.RunSteps))
        {
            await MeasureAsync(measurement, steps);
            await measurement.EndProcessesAsync();
        }
    }

    private static async Task MeasureAsync(Measurement measurement, int steps)
    {
        var settings = Resources.WorkerSettingsOf(measurement) with { Lease = Recovery.ShortestLease };
        await measurement.ResetAsync(settings);
        var scheduler = await measurement.StartSchedulerAsync();
        var holder = await measurement.StartWorkerAsync(new(1), settings with { Holds = true });
        await holder.AskAsync("go", cancellationToken: measurement.CancellationToken);
        await measurement.SettleAsync();
        await MeasureStepsAsync(measurement, holder, scheduler, steps);
        await MeasureReplayAsync(measurement, holder, scheduler, steps, settings);
    }

    private static async Task MeasureStepsAsync(Measurement measurement, ChildProcess holder, ChildProcess scheduler, int steps)
    {
        var empty = await measurement.ReadMemoryAsync();
        await using var watch = await ServerWatch.StartAsync(measurement.Server);
        await measurement.Client.EmitWorkflowAsync(ResourceWorkflows.Long, new Size(steps), cancellationToken: measurement.CancellationToken);
        var first = await holder.AskAsync<long>("finished", cancellationToken: measurement.CancellationToken);
        var seconds = Stopwatch.GetElapsedTime(first).TotalSeconds;

        var footprint = await Resources.DescribeAsync(holder, scheduler, watch);
        measurement.Add(measurement.NewRow($"resources-steps-{steps}") with
        {
            StepsPerSec = Rate.Of(steps, seconds),
            Footprint = footprint with
            {
                Seconds = new Dictionary<string, double> { ["steps"] = Rounded.To(3, seconds) },
                RedisBytesEach = new Dictionary<string, double?> { ["step"] = Resources.Each(empty, await measurement.ReadMemoryAsync(), steps) },
            },
        });
    }

    private static async Task MeasureReplayAsync(Measurement measurement, ChildProcess holder, ChildProcess scheduler, int steps, WorkerSettings settings)
    {
        var other = await measurement.StartWorkerAsync(new(1), settings);
        await other.AskAsync("go", cancellationToken: measurement.CancellationToken);
        await measurement.SettleAsync();
        await using var watch = await ServerWatch.StartAsync(measurement.Server);
        var killed = Stopwatch.GetTimestamp();
        holder.Kill();
        var started = (await measurement.StartedAsync(other, Limit))[0];
        if (started == 0)
        {
            throw new BenchException($"The run has not started on the other worker within {Limit.TotalSeconds} s.");
        }

        var replayed = await measurement.DrainedAsync(other, 1);
        measurement.Add(measurement.NewRow($"resources-replay-{steps}") with
        {
            StepsPerSec = Rate.Of(steps, replayed),
            Footprint = await Resources.DescribeAsync(other, scheduler, watch) with
            {
                Seconds = new Dictionary<string, double>
                {
                    ["takeover"] = Rounded.To(3, Stopwatch.GetElapsedTime(killed, started).TotalSeconds),
                    ["replay"] = Rounded.To(3, replayed),
                },
            },
        });
    }
}
