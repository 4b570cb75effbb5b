using Redflow.Bench.Measures;
using Redflow.Bench.Processes;

namespace Redflow.Bench.Scenarios;

/// <summary>How late delayed runs start: 100 a second are due. The worker runs the scheduler too, as small apps do.</summary>
internal static class Delayed
{
    private const int Runs = 1_000;

    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static async Task MeasureAsync(Measurement measurement)
    {
        var n = Math.Min(Runs, measurement.Options.Jobs);
        await measurement.ResetAsync();
        var producer = await measurement.StartProducerAsync();
        var worker = await measurement.StartWorkerAsync(new(n, Wall: true), measurement.WorkerSettings with { Schedules = true });
        await worker.AskAsync("go", cancellationToken: measurement.CancellationToken);
        await measurement.SettleAsync();

        var before = await measurement.SnapAsync(producer, worker);
        var dues = await producer.AskAsync<IReadOnlyList<long>>(
            "delay", new DelayOrder(n, Lead, Interval, measurement.Options.InFlight), measurement.CancellationToken);
        var starts = await measurement.StartedAsync(worker, Limit);
        var costs = (await measurement.SnapAsync(producer, worker)).Since(before, n);

        if (starts.Contains(0))
        {
            throw new BenchException($"Only {starts.Count(start => start != 0)} of {n} delayed runs have started within {Limit.TotalSeconds} s.");
        }

        measurement.Add(measurement.NewRow("delayed").With(costs) with
        {
            N = n,
            Late = Distribution.Of(dues.Zip(starts, (due, start) => new TimeSpan(start - due).TotalMilliseconds)),
        });
    }
}
