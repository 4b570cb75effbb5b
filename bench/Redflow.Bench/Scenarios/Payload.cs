using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>Emits and drains with larger inputs, 64 MB of each size at most.</summary>
internal static class Payload
{
    private const int Kilo = 1024;
    private const int TotalBytes = 64 * Kilo * Kilo;
    private const int MostRuns = 10_000;

    private static readonly int[] Sizes = [Kilo, 10 * Kilo, 100 * Kilo, Kilo * Kilo];

    public static async Task MeasureAsync(Measurement measurement)
    {
        foreach (var bytes in Sizes.Where(size => size <= measurement.Options.MaxPayload))
        {
            await MeasureAsync(measurement, bytes);
        }
    }

    private static async Task MeasureAsync(Measurement measurement, int bytes)
    {
        var runs = Math.Min(measurement.Options.Jobs, Math.Min(MostRuns, TotalBytes / bytes));
        var order = new EmitOrder(BenchWorkflows.Documents, runs, measurement.Options.InFlight) { PayloadBytes = bytes };
        var name = bytes < Kilo * Kilo ? $"{bytes / Kilo}KB" : $"{bytes / (Kilo * Kilo)}MB";
        await measurement.ResetAsync();
        var producer = await measurement.StartProducerAsync();
        await producer.AskAsync("emit", order, measurement.CancellationToken);
        await measurement.ResetAsync();

        var before = await measurement.SnapAsync(producer);
        var ticks = await producer.AskAsync<long>("emit", order, measurement.CancellationToken);
        var costs = (await measurement.SnapAsync(producer)).Since(before, runs);
        measurement.Add(measurement.NewRow($"payload-emit-{name}").With(costs) with
        {
            Jobs = runs,
            PayloadBytes = bytes,
            PerSec = Rate.OfTicks(runs, ticks),
        });

        var worker = await measurement.StartWorkerAsync(new(runs));
        await measurement.SettleAsync();
        before = await measurement.SnapAsync(producer, worker);
        await worker.AskAsync("go", cancellationToken: measurement.CancellationToken);
        var seconds = await measurement.DrainedAsync(worker, runs);
        costs = (await measurement.SnapAsync(producer, worker)).Since(before, runs);
        measurement.Add(measurement.NewRow($"payload-drain-{name}").With(costs) with
        {
            Jobs = runs,
            PayloadBytes = bytes,
            PerSec = Rate.Of(runs, seconds),
        });
        await measurement.EndProcessesAsync();
    }
}
