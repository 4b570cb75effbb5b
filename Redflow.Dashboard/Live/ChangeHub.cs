using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redflow.Client;

namespace Redflow.Dashboard.Live;

/// <summary>
/// Asks the store what has changed, once for all readers and only while there are any: for runs five times a second, for what other topics look
/// like once a second.
/// </summary>
internal sealed partial class ChangeHub(
    RedflowClient client, IEnumerable<TopicState> states, TimeProvider time, ILogger<ChangeHub> logger) : BackgroundService
{
    /// <summary>How many readers there may be.</summary>
    public const int MaxReaders = 1_000;

    private const int RoundsBetweenStates = 5;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly int[] _readers = new int[Enum.GetValues<StreamTopic>().Length];
    private readonly StreamBatch?[] _states = new StreamBatch?[Enum.GetValues<StreamTopic>().Length];
    private TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _cursor;
    private int _count;

    public StreamRing Ring { get; } = new(time);

    /// <summary>The place in the changes of runs up to which readers were told; null before the first look.</summary>
    public string? Cursor => _cursor;

    /// <summary>What a topic looked like last; null before the first look.</summary>
    public StreamBatch? StateOf(StreamTopic topic) => Volatile.Read(ref _states[(int)topic]);

    /// <summary>Lets a reader in.</summary>
    /// <returns>
    /// Done once the store was asked on the reader's behalf: what changes from then on it is told. It fails as the store does. Null when there are too
    /// many.
    /// </returns>
    public Task? TryEnter(IReadOnlyCollection<StreamTopic> topics)
    {
        lock (_gate)
        {
            if (_count == MaxReaders)
            {
                return null;
            }

            _count++;
            foreach (var topic in topics)
            {
                _readers[(int)topic]++;
            }

            _entered.TrySetResult();
            return _asked.Task;
        }
    }

    public void Leave(IReadOnlyCollection<StreamTopic> topics)
    {
        lock (_gate)
        {
            _count--;
            foreach (var topic in topics)
            {
                _readers[(int)topic]--;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var round = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            await ReaderAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var delay = await TryAskAsync(round++ % RoundsBetweenStates == 0, stoppingToken).ConfigureAwait(false) ? Interval : AfterFailure;
            await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits until there is a reader.</summary>
    private Task ReaderAsync(CancellationToken stoppingToken)
    {
        lock (_gate)
        {
            if (_count > 0)
            {
                return Task.CompletedTask;
            }

            (_entered, _cursor) = (new(TaskCreationOptions.RunContinuationsAsynchronously), null);
            Array.Clear(_states);
            Ring.Clear();
            return _entered.Task.WaitAsync(stoppingToken);
        }
    }

    private async Task<bool> TryAskAsync(bool withStates, CancellationToken stoppingToken)
    {
        TaskCompletionSource asked;
        StreamTopic[] topics;
        lock (_gate)
        {
            (asked, _asked) = (_asked, new(TaskCreationOptions.RunContinuationsAsynchronously));
            topics = [.. Enum.GetValues<StreamTopic>().Where(topic => _readers[(int)topic] > 0)];
        }

        try
        {
            await AskAsync(topics, withStates, stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Readers that are in go on to wait: what changed meanwhile they are told, or that it is not known.
            LogFailed(logger, exception);
            asked.SetException(exception);
            _ = asked.Task.Exception;
            return false;
        }
        catch (OperationCanceledException)
        {
            asked.SetCanceled(CancellationToken.None);
            return false;
        }

        asked.SetResult();
        return true;
    }

    private async Task AskAsync(IReadOnlyList<StreamTopic> topics, bool withStates, CancellationToken stoppingToken)
    {
        foreach (var topic in topics)
        {
            if (topic == StreamTopic.Runs)
            {
                await TellChangesAsync(stoppingToken).ConfigureAwait(false);
            }
            else if (withStates || StateOf(topic) is null)
            {
                await TellStateAsync(topic, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task TellChangesAsync(CancellationToken stoppingToken)
    {
        for (var hasMore = true; hasMore;)
        {
            var page = await client.GetRunChangesAsync(_cursor, stoppingToken).ConfigureAwait(false);
            hasMore = page.HasMore;
            _cursor = page.Cursor;
            if (page.Changes.Count > 0 || page.IsGap)
            {
                Ring.Add(new(StreamTopic.Runs, page.Cursor, page.Changes, "", page.IsGap));
            }
        }
    }

    private async Task TellStateAsync(StreamTopic topic, CancellationToken stoppingToken)
    {
        var state = await states.Single(state => state.Topic == topic).ReadAsync(stoppingToken).ConfigureAwait(false);
        if (StateOf(topic)?.State != state)
        {
            var batch = new StreamBatch(topic, null, [], state, isGap: false);
            Volatile.Write(ref _states[(int)topic], batch);
            Ring.Add(batch);
        }
    }

    [LoggerMessage(4010, LogLevel.Warning, "What has changed could not be read for the event streams; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
