using System.Diagnostics;
using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>So many worker processes work off a queue together.</summary>
internal static class GrowingWorkers
{
    private const int MostRuns = 50_000;

    // Coarser than the drain's: with many workers the counting itself would show.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public static async Task MeasureAsync(Measurement measurement, int count)
    {
        var runs = Math.Min(MostRuns, measurement.Options.Jobs);
        await measurement.ResetAsync();
        var workers = new List<ChildProcess>();
        for (var i = 0; i < count; i++)
        {
            workers.Add(await measurement.StartWorkerAsync(new(0)));
            await workers[i].AskAsync("go", cancellationToken: measurement.CancellationToken);
        }

        await FillAsync(); // All workers get warm.
        await measurement.SucceededAsync(runs, Look);
        await measurement.Client.PauseQueueAsync(PausedQueue.Name, cancellationToken: measurement.CancellationToken);
        await FillAsync();
        await Task.WhenAll(workers.Select(worker => worker.AskAsync("expect", new Expectation(0), measurement.CancellationToken)));
        await measurement.SettleAsync();

        var before = await measurement.SnapAsync(producer: null, workers);
        await measurement.Client.ResumeQueueAsync(PausedQueue.Name, measurement.CancellationToken);
        await measurement.SucceededAsync(2 * runs, Look);
        var ended = Stopwatch.GetTimestamp();
        var costs = (await measurement.SnapAsync(producer: null, workers)).Since(before, runs);

        var firsts = await Task.WhenAll(workers.Select(worker => worker.AskAsync<long>("first", cancellationToken: measurement.CancellationToken)));
        measurement.Add(measurement.NewRow($"growth-drain-workers-{count}").With(costs) with
        {
            Jobs = runs,
            Workers = count,
            PerSec = Rate.OfTicks(runs, ended - firsts.Where(first => first != 0).Min()),
            ClientCpuUs = null, // Nobody emits; it would be the bench's own.
            ClientBytes = null,
        });

        Task FillAsync() => measurement.EmitAsync(new(BenchWorkflows.NoOp, runs, InFlight: 4) { Bulk = measurement.Options.Bulk });
    }
}
