using System.Diagnostics;
using Redflow.Bench.Processes;

namespace Redflow.Bench.Scenarios;

/// <summary>Emits by a producer while no worker works.</summary>
internal static class Emitting
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// Starts a producer that has emitted the same before, for a while or ten times as much as is measured, and empties the store again: a
    /// cold one takes much longer.
    /// </summary>
    public static async Task<ChildProcess> WarmAsync(Measurement measurement, EmitOrder order)
    {
        await measurement.ResetAsync();
        var producer = await measurement.StartProducerAsync();
        await producer.AskAsync(
            "emit", order with { Count = (int)Math.Min(int.MaxValue / 2, order.Count * 10L), Within = WarmUp }, measurement.CancellationToken);
        await measurement.ResetAsync();
        return producer;
    }

    public static async Task<Timed> MeasureAsync(Measurement measurement, ChildProcess producer, EmitOrder order)
    {
        var before = await measurement.SnapAsync(producer);
        var ticks = await producer.AskAsync<long>("emit", order, measurement.CancellationToken);
        return new(order.Count, (double)ticks / Stopwatch.Frequency, order.Count, before, await measurement.SnapAsync(producer));
    }
}
