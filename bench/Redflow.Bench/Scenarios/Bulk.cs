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
        var order = new EmitOrder(BenchWorkflows.NoOp, measurement.Options.Jobs, inFlight) { Bulk = measurement.Options.Bulk };
        var producer = await Emitting.WarmAsync(measurement, order);
        var emitted = await Emitting.MeasureAsync(measurement, producer, order);
        measurement.Add(emitted.Describe(measurement.NewRow(metric)) with { Chunk = order.Bulk });
        await measurement.EndProcessesAsync();
    }
}
