using System.Diagnostics;
using Redflow.Bench.Measures;
using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;
using Redflow.Runs;

namespace Redflow.Bench.Scenarios;

/// <summary>
/// A parent that awaits many children at once. They run and it ends; those of another one sleep, and it is canceled, until all of them are.
/// </summary>
internal static class ManyChildren
{
    public static async Task MeasureAsync(Measurement measurement)
    {
        foreach (var children in Resources.Sizes(measurement.Options.Children))
        {
            var settings = Resources.WorkerSettingsOf(measurement);
            await measurement.ResetAsync(settings);
            var scheduler = await measurement.StartSchedulerAsync();
            var worker = await measurement.StartWorkerAsync(new(0), settings);
            await worker.AskAsync("go", cancellationToken: measurement.CancellationToken);
            await measurement.SettleAsync();
            await MeasureEndAsync(measurement, worker, scheduler, children);
            await MeasureCancelAsync(measurement, worker, scheduler, children);
            await measurement.EndProcessesAsync();
        }
    }

    private static async Task MeasureEndAsync(Measurement measurement, ChildProcess worker, ChildProcess scheduler, int children)
    {
        var empty = await measurement.ReadMemoryAsync();
        await using var watch = await ServerWatch.StartAsync(measurement.Server);
        var started = Stopwatch.GetTimestamp();
        await measurement.Client.EmitWorkflowAsync(ResourceWorkflows.Parent, new Size(children), cancellationToken: measurement.CancellationToken);
        await measurement.SucceededAsync(children + 1, Resources.Look);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await Resources.DeliveredAsync(measurement);

        var footprint = await Resources.DescribeAsync(worker, scheduler, watch);
        measurement.Add(measurement.NewRow($"resources-children-{children}") with
        {
            PerSec = Rate.Of(children, seconds),
            Footprint = footprint with
            {
                Seconds = new Dictionary<string, double> { ["children"] = Rounded.To(3, seconds) },
                RedisBytesEach = new Dictionary<string, double?> { ["child"] = Resources.Each(empty, await measurement.ReadMemoryAsync(), children) },
                Passes = await worker.AskAsync<int>("passes", cancellationToken: measurement.CancellationToken),
            },
        });
    }

    private static async Task MeasureCancelAsync(Measurement measurement, ChildProcess worker, ChildProcess scheduler, int children)
    {
        var input = new Size(children, DateTimeOffset.UtcNow.AddHours(1));
        var empty = await measurement.ReadMemoryAsync();
        await using var watch = await ServerWatch.StartAsync(measurement.Server);
        var parent = await measurement.Client.EmitWorkflowAsync(ResourceWorkflows.Parent, input, cancellationToken: measurement.CancellationToken);
        await measurement.UntilAsync(
            async () => await measurement.CountAsync(RunStatus.Waiting) == children + 1, Resources.Look, "the parent and its children wait");
        await Resources.DeliveredAsync(measurement);
        var waiting = await measurement.ReadMemoryAsync();

        var canceled = Stopwatch.GetTimestamp();
        await parent.CancelAsync(cancellationToken: measurement.CancellationToken);
        await measurement.UntilAsync(
            async () => await measurement.CountAsync(RunStatus.Canceled) == children + 1, Resources.Look, "the children are canceled");
        var seconds = Stopwatch.GetElapsedTime(canceled).TotalSeconds;

        measurement.Add(measurement.NewRow($"resources-cancel-{children}") with
        {
            PerSec = Rate.Of(children, seconds),
            Footprint = await Resources.DescribeAsync(worker, scheduler, watch) with
            {
                Seconds = new Dictionary<string, double> { ["cancel"] = Rounded.To(3, seconds) },
                RedisBytesEach = new Dictionary<string, double?> { ["sleeping child"] = Resources.Each(empty, waiting, children) },
            },
        });
    }
}
