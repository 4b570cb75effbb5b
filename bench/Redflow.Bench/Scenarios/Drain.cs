using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>
/// A fresh worker works off no-op runs that were emitted before: of a workflow without a limit, and of one that may have as many at a time as
/// the worker, whose runs have to be admitted one by one.
/// </summary>
internal static class Drain
{
    public static async Task MeasureAsync(Measurement measurement)
    {
        await MeasureAsync(measurement, "drain", BenchWorkflows.NoOp, measurement.WorkerSettings);
        await MeasureAsync(measurement, "drain-limited", BenchWorkflows.Limited(0), measurement.WorkerSettings with { Limited = 1 });
    }

    private static async Task MeasureAsync(Measurement measurement, string metric, string workflow, WorkerSettings settings)
    {
        var order = new EmitOrder(workflow, measurement.Options.Jobs, InFlight: 1) { Bulk = measurement.Options.Bulk };
        measurement.Add(await Draining.MeasureAsync(measurement, metric, order, settings));
    }
}
