using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>
/// Emits and claims while so many runs are in the queue. Both change that, so they are measured in spells, turn by turn: the queue is at most
/// one spell longer than the backlog.
/// </summary>
internal static class GrowingBacklog
{
    private const int MostRuns = 10_000;

    // A spell has fixed costs, so it is the same for all backlogs that are compared. One of few runs would be lost among them.
    private const int Spell = 500;
    private const int ShortSpell = 100;

    public static async Task MeasureAsync(Measurement measurement, int backlog)
    {
        var runs = Math.Min(MostRuns, measurement.Options.Jobs);
        var spell = Math.Min(runs, backlog < Spell ? ShortSpell : Spell);
        var order = new EmitOrder(BenchWorkflows.NoOp, runs, measurement.Options.InFlight);
        var (producer, worker) = await PausedQueue.PrepareAsync(measurement, measurement.WorkerSettings, order);
        await FillAsync(backlog);

        var (emits, claims) = (new List<Timed>(), new List<Timed>());
        for (var ended = 0; ended < runs; ended += claims[^1].Paid)
        {
            emits.Add(await Emitting.MeasureAsync(measurement, producer, order with { Count = spell }));
            claims.Add(await Claiming.MeasureAsync(measurement, producer, worker, spell));
            await FillAsync(claims[^1].Paid - spell);
        }

        Describe("emit", emits);
        Describe("claim", claims);

        void Describe(string what, IEnumerable<Timed> spells) => measurement.Add(
            Timed.Sum(spells).Describe(measurement.NewRow($"growth-{what}-backlog-{backlog}")) with { Backlog = backlog, Spell = spell });

        Task FillAsync(int count) => producer.AskAsync(
            "emit", new EmitOrder(BenchWorkflows.NoOp, count, InFlight: 4) { Bulk = measurement.Options.Bulk }, measurement.CancellationToken);
    }
}
