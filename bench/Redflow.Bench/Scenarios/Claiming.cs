using System.Diagnostics;
using Redflow.Bench.Processes;

namespace Redflow.Bench.Scenarios;

/// <summary>A spell in which a worker works on a queue that is paused before and after.</summary>
internal static class Claiming
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    /// <summary>Has the worker work on at least so many runs. It ends some more before it has heard of the pause: all are paid for.</summary>
    public static async Task<Timed> MeasureAsync(Measurement measurement, ChildProcess producer, ChildProcess worker, int runs)
    {
        await worker.AskAsync("expect", new Expectation(runs), measurement.CancellationToken);
        var ended = await measurement.CountSucceededAsync();
        var before = await measurement.SnapAsync(producer, worker);

        await measurement.Client.ResumeQueueAsync(PausedQueue.Name, measurement.CancellationToken);
        var first = await worker.AskAsync<long>("finished", cancellationToken: measurement.CancellationToken);
        var seconds = Stopwatch.GetElapsedTime(first).TotalSeconds;
        await measurement.Client.PauseQueueAsync(PausedQueue.Name, cancellationToken: measurement.CancellationToken);
        await measurement.UntilAsync(async () => await measurement.Server.CountLeasedAsync() == 0, Look, "the worker is idle");

        var after = await measurement.SnapAsync(producer, worker);
        return new(runs, seconds, (int)(await measurement.CountSucceededAsync() - ended), before, after);
    }
}
