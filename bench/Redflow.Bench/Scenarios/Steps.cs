using Redflow.Bench.Measures;
using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>A fresh worker works off runs of three durable steps that were emitted before.</summary>
internal static class Steps
{
    private const int StepsOfRun = 3;

    public static async Task MeasureAsync(Measurement measurement)
    {
        var runs = measurement.Options.Workflows;
        await measurement.ResetAsync();
        var empty = await measurement.ReadMemoryAsync();
        var producer = await measurement.StartProducerAsync();
        await producer.AskAsync("emit", new EmitOrder(BenchWorkflows.Steps, runs, InFlight: 1) { Bulk = measurement.Options.Bulk }, measurement.CancellationToken);
        var worker = await measurement.StartWorkerAsync(new(runs));
        await measurement.SettleAsync();

        var before = await measurement.SnapAsync(producer, worker);
        await worker.AskAsync("go", cancellationToken: measurement.CancellationToken);
        var seconds = await measurement.DrainedAsync(worker, runs);
        var costs = (await measurement.SnapAsync(producer, worker)).Since(before, runs);

        var bytes = await measurement.ReadMemoryAsync() - empty;
        measurement.Add(measurement.NewRow("steps").With(costs) with
        {
            Workflows = runs,
            PerSec = Rate.Of(runs, seconds),
            StepsPerSec = Rate.Of(runs * StepsOfRun, seconds),
            BytesPerJob = Rounded.To(0, bytes / (double)runs),
        });
    }
}
