using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>Emits and claims of so many workflows, each of which may have as many runs at a time as the worker.</summary>
internal static class GrowingLimits
{
    private const int MostRuns = 20_000;

    public static async Task MeasureAsync(Measurement measurement, int limited)
    {
        var runs = Math.Min(MostRuns, measurement.Options.Jobs);
        var (producer, worker) = await PausedQueue.PrepareAsync(measurement, measurement.WorkerSettings with { Limited = limited }, runs);
        var order = new EmitOrder(BenchWorkflows.NoOp, runs, measurement.Options.InFlight) { Limited = limited };

        var before = await measurement.SnapAsync(producer);
        var ticks = await producer.AskAsync<long>("emit", order, measurement.CancellationToken);
        var costs = (await measurement.SnapAsync(producer)).Since(before, runs);
        measurement.Add(measurement.NewRow($"growth-emit-limited-{limited}").With(costs) with
        {
            Jobs = runs,
            Limited = limited,
            PerSec = Rate.OfTicks(runs, ticks),
        });

        var spells = new Spells(measurement, worker);
        await spells.WorkAsync(runs);
        measurement.Add(spells.Describe(measurement.NewRow($"growth-claim-limited-{limited}")) with { Limited = limited });
    }
}
