using System.Diagnostics;
using Redflow.Bench.Measures;
using Redflow.Bench.Processes;

namespace Redflow.Bench.Scenarios;

/// <summary>From the call of an emit to the handler's first line, and to the result in the producer.</summary>
internal static class Latency
{
    private const int Idle = 1_000;
    private const int WarmUp = 100;
    private const int SecondsOfLoad = 10;

    /// <param name="measurement">Where it is measured.</param>
    /// <param name="metric">What rows call it.</param>
    /// <param name="rate">How many runs a second; 0 for one at a time.</param>
    public static async Task MeasureAsync(Measurement measurement, string metric, int rate)
    {
        var n = Math.Min(rate == 0 ? Idle : rate * SecondsOfLoad, measurement.Options.Jobs);
        var warm = Math.Min(WarmUp, n);
        await measurement.ResetAsync();
        var producer = await measurement.StartProducerAsync();
        var worker = await measurement.StartWorkerAsync(new(n + warm));
        await worker.AskAsync("go", cancellationToken: measurement.CancellationToken);
        await measurement.SettleAsync();

        var before = await measurement.SnapAsync(producer, worker);
        var times = await producer.AskAsync<LatencyTimes>("latency", new LatencyOrder(n + warm, rate), measurement.CancellationToken);
        var costs = (await measurement.SnapAsync(producer, worker)).Since(before, n + warm);

        var starts = await worker.AskAsync<IReadOnlyList<long>>("starts", cancellationToken: measurement.CancellationToken);
        measurement.Add(measurement.NewRow(metric).With(costs) with
        {
            N = n,
            Rate = rate,
            ToStart = Since(times.Called, starts, warm),
            ToResult = Since(times.Called, times.Answered, warm),
        });
    }

    private static Distribution Since(IEnumerable<long> from, IEnumerable<long> to, int warm) =>
        Distribution.Of(from.Zip(to, (before, after) => Stopwatch.GetElapsedTime(before, after).TotalMilliseconds).Skip(warm));
}
