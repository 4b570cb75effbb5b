using Redflow.Bench.Measures;
using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>A fresh worker works off no-op runs that were emitted before.</summary>
internal static class Drain
{
    public static async Task MeasureAsync(Measurement measurement)
    {
        var jobs = measurement.Options.Jobs;
        await measurement.ResetAsync();
        var empty = await measurement.ReadMemoryAsync();
        var producer = await measurement.StartProducerAsync();
        await producer.AskAsync("emit", new EmitOrder(BenchWorkflows.NoOp, jobs, InFlight: 1) { Bulk = measurement.Options.Bulk }, measurement.CancellationToken);
        var worker = await measurement.StartWorkerAsync(new(jobs));
        await measurement.SettleAsync();

        var before = await measurement.SnapAsync(producer, worker);
        await worker.AskAsync("go", cancellationToken: measurement.CancellationToken);
        var seconds = await measurement.DrainedAsync(worker, jobs);
        var costs = (await measurement.SnapAsync(producer, worker)).Since(before, jobs);

        var kept = await measurement.CountSucceededAsync();
        var bytes = await measurement.ReadMemoryAsync() - empty;
        measurement.Add(measurement.NewRow("drain").With(costs) with
        {
            Jobs = jobs,
            PerSec = Rate.Of(jobs, seconds),
            Kept = kept,
            BytesPerJob = Rounded.To(0, bytes / (double)jobs),
        });
    }
}
