using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>A fresh worker works off runs of three durable steps that were emitted before.</summary>
internal static class Steps
{
    private const int StepsOfRun = 3;

    public static async Task MeasureAsync(Measurement measurement)
    {
        var order = new EmitOrder(BenchWorkflows.Steps, measurement.Options.Workflows, InFlight: 1) { Bulk = measurement.Options.Bulk };
        var row = await Draining.MeasureAsync(measurement, "steps", order, measurement.WorkerSettings);
        measurement.Add(row with { Jobs = null, Workflows = order.Count, StepsPerSec = StepsOfRun * row.PerSec });
    }
}
