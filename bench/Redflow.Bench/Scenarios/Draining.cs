using Redflow.Bench.Measures;
using Redflow.Bench.Processes;
using Redflow.Bench.Rows;

namespace Redflow.Bench.Scenarios;

/// <summary>A fresh worker works off runs that were emitted before: from its first handler's start to the last stored success.</summary>
internal static class Draining
{
    /// <summary>Emits runs into an empty store, has them worked off, and reads what they take there.</summary>
    public static async Task<Row> MeasureAsync(Measurement measurement, string metric, EmitOrder order, WorkerSettings settings)
    {
        await measurement.ResetAsync(settings);
        var empty = await measurement.ReadMemoryAsync();
        var producer = await measurement.StartProducerAsync();
        await producer.AskAsync("emit", order, measurement.CancellationToken);
        var drained = await MeasureAsync(measurement, producer, settings, order.Count);

        var kept = await measurement.CountSucceededAsync();
        var bytes = await measurement.ReadMemoryAsync() - empty;
        await measurement.EndProcessesAsync();
        return drained.Describe(measurement.NewRow(metric)) with { Kept = kept, BytesPerJob = Rounded.To(0, bytes / (double)order.Count) };
    }

    /// <summary>Has runs worked off that a producer has emitted.</summary>
    public static async Task<Timed> MeasureAsync(Measurement measurement, ChildProcess producer, WorkerSettings settings, int runs)
    {
        var worker = await measurement.StartWorkerAsync(new(runs), settings);
        await measurement.SettleAsync();

        var before = await measurement.SnapAsync(producer, worker);
        await worker.AskAsync("go", cancellationToken: measurement.CancellationToken);
        var seconds = await measurement.DrainedAsync(worker, runs);
        return new(runs, seconds, runs, before, await measurement.SnapAsync(producer, worker));
    }
}
