using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redflow.Hosting;
using Redflow.Queues;
using Redflow.Scheduling;
using Redflow.Storage;

namespace Redflow.Telemetry;

/// <summary>What lines up in queues, as schedulers see it.</summary>
/// <remarks>
/// Instruments are read synchronously, and the store is not. So it is asked by a loop, at most every 5 s, and only while somebody collects: a
/// collection gets what was last read, and the first one nothing. While Redis is away there are no figures.
/// </remarks>
internal sealed class QueueGauges : BackgroundService
{
    /// <summary>How many queues are told of at most: the first ones by name, so that which ones they are does not change from reading to reading.</summary>
    public const int MostQueues = 200;

    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>For how long the store is asked behind a collection.</summary>
    private static readonly TimeSpan Attention = TimeSpan.FromMinutes(2);

    private readonly IRedflowStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Meter _meter;
    private readonly AsyncSignal _collected;
    private volatile IReadOnlyList<QueueInfo> _queues = [];
    private long _collectedAt;

    public QueueGauges(IRedflowStore store, IMeterFactory meters, TimeProvider time, ILogger<QueueGauges> logger)
    {
        (_store, _time, _logger, _collected) = (store, time, logger, new(time));
        _meter = meters.Create(RedflowTelemetry.MeterName);
        _meter.CreateObservableGauge("redflow.queue.ready", () => Observe(queue => queue.Ready), "{run}", "How many runs wait for nothing but a worker.");
        _meter.CreateObservableGauge(
            "redflow.queue.oldest_age", () => Observe(queue => queue.OldestAge?.TotalSeconds ?? 0), "s", "For how long the oldest of the runs that wait for a worker is ready.");
        _meter.CreateObservableGauge(
            "redflow.queue.held_back", () => Observe(HeldBack), "{run}", "How many queued runs are held back by a limit or a pause of their workflow.");
    }

    /// <summary>Set with each reading, for tests.</summary>
    public AsyncSignal Read { get; } = new(TimeProvider.System);

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _collected.WaitAsync(IsCollected ? Period : Timeout.InfiniteTimeSpan, stoppingToken).ConfigureAwait(false);
            if (IsCollected && !stoppingToken.IsCancellationRequested)
            {
                await ReadAsync(stoppingToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs of a workflow that nobody has registered are ready, and not among those that are queued.</summary>
    private static long HeldBack(QueueInfo queue) => Math.Max(0, queue.Queued - queue.Ready);

    private bool IsCollected => Volatile.Read(ref _collectedAt) is not 0 and var at && _time.GetElapsedTime(at) < Attention;

    private IEnumerable<Measurement<T>> Observe<T>(Func<QueueInfo, T> what)
        where T : struct
    {
        var wasCollected = IsCollected;
        Volatile.Write(ref _collectedAt, Math.Max(1, _time.GetTimestamp()));
        if (!wasCollected)
        {
            _collected.Set();
        }

        return _queues.Select(queue => new Measurement<T>(what(queue), new KeyValuePair<string, object?>(TelemetryTags.Queue, queue.Name)));
    }

    private async Task ReadAsync(CancellationToken stopping)
    {
        try
        {
            _queues = await _store.ListQueuesAsync(behind: null, MostQueues, stopping).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // The loop outlives every failure; what was read last is not told for ever.
            _queues = [];
            _logger.QueuesNotMeasured(exception);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Read.Set();
    }
}
