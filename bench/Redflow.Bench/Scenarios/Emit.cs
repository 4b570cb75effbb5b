using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>Emits with many calls under way, and no worker.</summary>
internal static class Emit
{
    public static async Task MeasureAsync(Measurement measurement)
    {
        var order = new EmitOrder(BenchWorkflows.NoOp, measurement.Options.Jobs, measurement.Options.InFlight);
        var producer = await Emitting.WarmAsync(measurement, order);
        measurement.Add((await Emitting.MeasureAsync(measurement, producer, order)).Describe(measurement.NewRow("emit")));
    }
}
