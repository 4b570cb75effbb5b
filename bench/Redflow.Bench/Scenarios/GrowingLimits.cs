using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>Emits and claims of so many workflows, which share the worker's concurrency as limits: runs of each have to wait.</summary>
internal static class GrowingLimits
{
    private const int MostRuns = 20_000;

    /// <param name="measurement">Where it is measured.</param>
    /// <param name="workflows">How many.</param>
    /// <param name="limited">Whether they have limits.</param>
    public static async Task MeasureAsync(Measurement measurement, int workflows, bool limited = true)
    {
        var runs = Math.Min(MostRuns, measurement.Options.Jobs);
        var order = new EmitOrder(BenchWorkflows.NoOp, runs, measurement.Options.InFlight) { Limited = workflows };
        var (producer, worker) = await PausedQueue.PrepareAsync(measurement, measurement.WorkerSettings with { Limited = workflows, LiftsLimits = !limited }, order);

        Describe("emit", await Emitting.MeasureAsync(measurement, producer, order));
        Describe("claim", await Claiming.MeasureAsync(measurement, producer, worker, runs));

        void Describe(string what, Timed timed) =>
            measurement.Add(timed.Describe(measurement.NewRow($"growth-{what}-{(limited ? "limited" : "unlimited")}-{workflows}")) with { Limited = limited ? workflows : 0 });
    }
}
