using Redflow.Bench.Measures;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>
/// What a run that has succeeded takes in Redis for as long as it is kept: the difference between half of them and all, so that what is
/// there once does not count.
/// </summary>
internal static class Memory
{
    private const int Samples = 20;

    public static async Task MeasureAsync(Measurement measurement)
    {
        await MeasureAsync(measurement, "memory-noop", BenchWorkflows.NoOp);
        await MeasureAsync(measurement, "memory-steps", BenchWorkflows.Steps);
    }

    private static async Task MeasureAsync(Measurement measurement, string metric, string workflow)
    {
        var half = Math.Max(1, measurement.Options.Jobs / 2);
        await measurement.ResetAsync();
        var worker = await measurement.StartWorkerAsync(new(0));
        await worker.AskAsync("go", cancellationToken: measurement.CancellationToken);

        var first = await KeepAsync(half);
        var second = await KeepAsync(2 * half);

        measurement.Add(measurement.NewRow(metric) with
        {
            Jobs = 2 * half,
            Kept = await measurement.CountSucceededAsync(),
            BytesPerJob = Rounded.To(1, (second - first) / (double)half),
            RunHashBytes = await MeasureHashAsync(measurement, workflow),
        });
        await measurement.EndProcessesAsync();

        async Task<long?> KeepAsync(int upTo)
        {
            await measurement.EmitAsync(new(workflow, half, InFlight: 1) { Bulk = measurement.Options.Bulk });
            await measurement.SucceededAsync(upTo, TimeSpan.FromMilliseconds(50));
            return await measurement.ReadMemoryAsync();
        }
    }

    /// <summary>The mean of some runs; null where the server does not tell.</summary>
    private static async Task<double?> MeasureHashAsync(Measurement measurement, string workflow)
    {
        var page = await measurement.Client.ListRunsAsync(new() { Workflow = workflow, Limit = Samples }, measurement.CancellationToken);
        var sizes = new List<long>();
        foreach (var run in page.Runs)
        {
            if (await measurement.Server.MeasureKeyAsync($"{{redflow:0}}:r:{run.Id}") is { } size)
            {
                sizes.Add(size);
            }
        }

        return sizes.Count > 0 ? Rounded.To(1, sizes.Average()) : null;
    }
}
