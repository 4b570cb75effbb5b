using Redflow.Bench.Measures;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>Runs whose inputs, and outputs, are as large as they may be, as many at once as the worker works on.</summary>
internal static class LargePayloads
{
    public static async Task MeasureAsync(Measurement measurement)
    {
        var (runs, bytes) = (measurement.Options.Documents, measurement.Options.MaxPayload);
        var settings = Resources.WorkerSettingsOf(measurement);
        await measurement.ResetAsync(settings);
        var empty = await measurement.ReadMemoryAsync();
        await using var watch = await ServerWatch.StartAsync(measurement.Server);
        var scheduler = await measurement.StartSchedulerAsync();
        var worker = await measurement.StartWorkerAsync(new(runs), settings);
        await measurement.EmitAsync(new(ResourceWorkflows.Copy.Name, runs, measurement.Options.InFlight) { PayloadBytes = bytes });
        await measurement.SettleAsync();
        await worker.AskAsync("go", cancellationToken: measurement.CancellationToken);
        var seconds = await measurement.DrainedAsync(worker, runs);

        var footprint = await Resources.DescribeAsync(worker, scheduler, watch);
        measurement.Add(measurement.NewRow($"resources-payloads-{runs}") with
        {
            PayloadBytes = bytes,
            PerSec = Rate.Of(runs, seconds),
            Footprint = footprint with
            {
                Seconds = new Dictionary<string, double> { ["runs"] = Rounded.To(3, seconds) },
                RedisBytesEach = new Dictionary<string, double?> { ["run"] = Resources.Each(empty, await measurement.ReadMemoryAsync(), runs) },
            },
        });
        await measurement.EndProcessesAsync();
    }
}
