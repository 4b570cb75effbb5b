using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>
/// Emits and claims while so many runs are in the queue. Claims work the queue off, so they are measured in spells between which it is
/// paused and filled up: of half the backlog, or 100 runs where that is less.
/// </summary>
internal static class GrowingBacklog
{
    private const int MostRuns = 10_000;
    private const int ShortestSpell = 100;

    public static async Task MeasureAsync(Measurement measurement, int backlog)
    {
        var runs = Math.Min(MostRuns, measurement.Options.Jobs);
        var (producer, worker) = await PausedQueue.PrepareAsync(measurement, measurement.WorkerSettings, runs);
        await FillAsync(backlog);

        var before = await measurement.SnapAsync(producer);
        var ticks = await producer.AskAsync<long>("emit", new EmitOrder(BenchWorkflows.NoOp, runs, measurement.Options.InFlight), measurement.CancellationToken);
        var costs = (await measurement.SnapAsync(producer)).Since(before, runs);
        measurement.Add(measurement.NewRow($"growth-emit-backlog-{backlog}").With(costs) with
        {
            Jobs = runs,
            Backlog = backlog,
            PerSec = Rate.OfTicks(runs, ticks),
        });

        // The emits above are worked off first, unless they are many anyway.
        var spell = Math.Min(runs, Math.Max(ShortestSpell, backlog / 2));
        var spells = new Spells(measurement, worker);
        await new Spells(measurement, worker).WorkAsync(runs);
        for (var done = 0; done < runs; done += spell)
        {
            await FillAsync(spell);
            await spells.WorkAsync(spell);
        }

        measurement.Add(spells.Describe(measurement.NewRow($"growth-claim-backlog-{backlog}")) with { Backlog = backlog });

        Task FillAsync(int count) => producer.AskAsync(
            "emit", new EmitOrder(BenchWorkflows.NoOp, count, InFlight: 4) { Bulk = measurement.Options.Bulk }, measurement.CancellationToken);
    }
}
