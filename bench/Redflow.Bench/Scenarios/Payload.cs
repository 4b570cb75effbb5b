using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>Emits and drains with larger inputs, 64 MB of each size at most.</summary>
internal static class Payload
{
    /// <summary>The smallest input, in bytes.</summary>
    public const int Smallest = Kilo;

    private const int Kilo = 1024;
    private const int TotalBytes = 64 * Kilo * Kilo;
    private const int MostRuns = 10_000;

    private static readonly int[] Sizes = [Smallest, 10 * Kilo, 100 * Kilo, Kilo * Kilo];

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

        Describe("emit", await Emitting.MeasureAsync(measurement, producer, order));
        Describe("drain", await Draining.MeasureAsync(measurement, producer, measurement.WorkerSettings, runs));
        await measurement.EndProcessesAsync();

        void Describe(string what, Timed timed) =>
            measurement.Add(timed.Describe(measurement.NewRow($"payload-{what}-{name}")) with { PayloadBytes = bytes });
    }
}
