using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>Emits of many runs in a call: one call after the other, then four at a time.</summary>
internal static class Bulk
{
    public static async Task MeasureAsync(Measurement measurement)
    {
        await MeasureAsync(measurement, "bulk", inFlight: 1);
        await MeasureAsync(measurement, "bulk4", inFlight: 4);
    }

    private static async Task MeasureAsync(Measurement measurement, string metric, int inFlight)
    {
        var options = measurement.Options;
        var order = new EmitOrder(BenchWorkflows.NoOp, options.Jobs, inFlight) { Bulk = options.Bulk };
        await measurement.ResetAsync();
        var producer = await measurement.StartProducerAsync();
        await measurement.WarmAsync(producer, order);
        await measurement.ResetAsync();

        var before = await measurement.SnapAsync(producer);
        var ticks = await producer.AskAsync<long>("emit", order, measurement.CancellationToken);
        var costs = (await measurement.SnapAsync(producer)).Since(before, options.Jobs);

        measurement.Add(measurement.NewRow(metric).With(costs) with
        {
            Jobs = options.Jobs,
            Chunk = options.Bulk,
            PerSec = Rate.OfTicks(options.Jobs, ticks),
        });
        await measurement.EndProcessesAsync();
    }
}
