using System.Diagnostics;
using Redflow.Bench.Measures;
using Redflow.Bench.Processes;
using Redflow.Bench.Rows;
using Redflow.Runs;

namespace Redflow.Bench.Scenarios;

/// <summary>Spells in which a worker works on a queue that is paused before and after, added up.</summary>
internal sealed class Spells(Measurement measurement, ChildProcess worker)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    private double? _serverMs = 0;
    private double? _workerMs = 0;
    private double _seconds;
    private long _ticked;
    private long _ended;

    /// <summary>Has the worker work on at least so many runs.</summary>
    public async Task WorkAsync(int runs)
    {
        await worker.AskAsync("expect", new Expectation(runs), measurement.CancellationToken);
        var ended = await measurement.CountSucceededAsync();
        var before = await measurement.SnapAsync(producer: null, worker);

        await measurement.Client.ResumeQueueAsync(PausedQueue.Name, measurement.CancellationToken);
        var first = await worker.AskAsync<long>("finished", cancellationToken: measurement.CancellationToken);
        _seconds += Stopwatch.GetElapsedTime(first).TotalSeconds;
        _ticked += runs;
        await measurement.Client.PauseQueueAsync(PausedQueue.Name, cancellationToken: measurement.CancellationToken);
        await measurement.UntilAsync(IsIdleAsync, Look, "the worker is idle");

        var after = await measurement.SnapAsync(producer: null, worker);
        _serverMs += after.Server.CpuMs - before.Server.CpuMs;
        _workerMs += after.WorkerMs - before.WorkerMs;
        _ended += await measurement.CountSucceededAsync() - ended;
    }

    /// <summary>The row with what they cost.</summary>
    public Row Describe(Row row) => row with
    {
        Jobs = (int)_ended,
        PerSec = Rate.Of((int)_ticked, _seconds),
        ServerCpuUs = Rounded.To(1, _serverMs * 1000 / _ended),
        WorkerCpuUs = Rounded.To(1, _workerMs * 1000 / _ended),
    };

    private async Task<bool> IsIdleAsync() =>
        (await measurement.Client.GetStatsAsync(measurement.CancellationToken)).Runs.GetValueOrDefault(RunStatus.Running) == 0;
}
