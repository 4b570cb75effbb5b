using System.Diagnostics;
using Redflow.Bench.Measures;
using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>
/// Runs that wait: as many in a sleep as for one event, both at once. Measures what they take, what other runs cost beside them, and how long it
/// takes until all of them have been woken and have ended.
/// </summary>
internal static class WaitingRuns
{
    private const int Spells = 3;
    private const int MostRuns = 5_000;
    private const int InFlight = 4;

    private static readonly TimeSpan LeastLead = TimeSpan.FromSeconds(3);

    // The sleeps of all have to begin, and other runs to be claimed, before any is over.
    private static readonly TimeSpan LeadOfEach = TimeSpan.FromMilliseconds(0.3);

    public static async Task MeasureAsync(Measurement measurement)
    {
        var count = measurement.Options.Waiting;
        var order = new EmitOrder(BenchWorkflows.NoOp, Math.Min(MostRuns, measurement.Options.Jobs), measurement.Options.InFlight);
        var (producer, worker) = await PausedQueue.PrepareAsync(measurement, Resources.WorkerSettingsOf(measurement), order);
        var scheduler = await measurement.StartSchedulerAsync();
        await using var watch = await ServerWatch.StartAsync(measurement.Server);
        var seconds = new Dictionary<string, double>();
        var alone = await ClaimAsync(measurement, producer, worker, order);

        var empty = await measurement.ReadMemoryAsync();
        await EmitAsync(measurement, ResourceWorkflows.Awaiting, new(0));
        var queued = await measurement.ReadMemoryAsync();
        seconds["wait"] = await TimeAsync(() => SuspendedAsync(measurement, count));
        var awaiting = await measurement.ReadMemoryAsync();
        var until = DateTimeOffset.UtcNow + LeastLead + (LeadOfEach * count);
        await EmitAsync(measurement, ResourceWorkflows.Sleeping, new(0, until));
        seconds["sleep"] = await TimeAsync(() => SuspendedAsync(measurement, 2 * count));
        var sleeping = await measurement.ReadMemoryAsync();
        var beside = await ClaimAsync(measurement, producer, worker, order);
        var (workerThen, schedulerThen) = (await ProcessMemory.ReadAsync(worker), await ProcessMemory.ReadAsync(scheduler));

        RefuseUnlessBefore(until);
        await measurement.Client.ResumeQueueAsync(PausedQueue.Name, measurement.CancellationToken);
        var ended = await measurement.CountSucceededAsync();
        await Task.Delay(until - DateTimeOffset.UtcNow, measurement.CancellationToken);
        seconds["wake sleeping"] = await TimeAsync(() => measurement.SucceededAsync(ended + count, Resources.Look));
        await measurement.Client.EmitEventAsync(ResourceWorkflows.Event, new Done(Ok: true), cancellationToken: measurement.CancellationToken);
        seconds["wake waiting"] = await TimeAsync(() => measurement.SucceededAsync(ended + (2 * count), Resources.Look));

        var footprint = await Resources.DescribeAsync(worker, scheduler, watch);
        measurement.Add(measurement.NewRow($"resources-waiting-{count}") with
        {
            Backlog = 2 * count,
            Footprint = footprint with
            {
                Seconds = seconds,
                Worker = footprint.Worker with { Heap = workerThen.Heap },
                Scheduler = footprint.Scheduler with { Heap = schedulerThen.Heap },
                RedisBytesEach = new Dictionary<string, double?>
                {
                    ["queued"] = Resources.Each(empty, queued, count),
                    ["waiting"] = Resources.Each(empty, awaiting, count),
                    ["sleeping"] = Resources.Each(awaiting, sleeping, count),
                },
                ClaimUs = CpuOf(alone),
                ClaimBesideUs = CpuOf(beside),
            },
        });
    }

    /// <summary>Has runs claimed and ended by turns, from a queue that is paused before and after.</summary>
    private static async Task<Timed> ClaimAsync(Measurement measurement, ChildProcess producer, ChildProcess worker, EmitOrder order)
    {
        var spells = new List<Timed>();
        for (var i = 0; i < Spells; i++)
        {
            await producer.AskAsync("emit", order, measurement.CancellationToken);
            spells.Add(await Claiming.MeasureAsync(measurement, producer, worker, order.Count));
        }

        return Timed.Sum(spells);
    }

    private static Task EmitAsync(Measurement measurement, WorkflowRef<Size, Done> workflow, Size input)
    {
        var (count, bulk) = (measurement.Options.Waiting, measurement.Options.Bulk);
        return Lanes.RunAsync(count, bulk, InFlight, () => true, i => measurement.Client.EmitManyAsync(
            workflow, [.. Enumerable.Repeat(input, Math.Min(bulk, count - i))], cancellationToken: measurement.CancellationToken));
    }

    /// <summary>Lets the worker go until so many runs are suspended, and what they wait for is registered.</summary>
    private static async Task SuspendedAsync(Measurement measurement, int count)
    {
        await measurement.Client.ResumeQueueAsync(PausedQueue.Name, measurement.CancellationToken);
        await measurement.UntilAsync(async () => await measurement.CountAsync(RunStatus.Waiting) >= count, Resources.Look, $"{count} runs wait");
        await Resources.DeliveredAsync(measurement);
        await measurement.Client.PauseQueueAsync(PausedQueue.Name, cancellationToken: measurement.CancellationToken);
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Rounded.To(2, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static void RefuseUnlessBefore(DateTimeOffset until)
    {
        if (DateTimeOffset.UtcNow > until)
        {
            throw new BenchException("The first sleeps were over before the last had begun: this machine needs fewer of them, by --waiting.");
        }
    }

    private static double? CpuOf(Timed timed) => timed.After.Since(timed.Before, timed.Paid).ServerCpuUs;
}
