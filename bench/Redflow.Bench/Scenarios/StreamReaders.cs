using System.Net.ServerSentEvents;
using Redflow.Bench.Servers;

namespace Redflow.Bench.Scenarios;

/// <summary>Readers of the Api's event stream, each over a connection of its own.</summary>
internal sealed class StreamReaders : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly long[] _changes;
    private readonly bool[] _missed;
    private Task _reading = Task.CompletedTask;
    private long _events;
    private long _bytes;

    private StreamReaders(int count)
    {
        _changes = new long[count];
        _missed = new bool[count];
    }

    /// <summary>How many changes of runs the reader was told of that was told of the fewest.</summary>
    public long LeastChanges => _changes.Min();

    public long Events => Volatile.Read(ref _events);

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>How many readers were told that they have missed something.</summary>
    public int Missed => _missed.Count(missed => missed);

    /// <summary>Opens the streams; it is done when all readers are in.</summary>
    public static async Task<StreamReaders> OpenAsync(RunningServer api, int count, CancellationToken cancellationToken)
    {
        var readers = new StreamReaders(count);
        var address = new Uri($"http://127.0.0.1:{api.Port}/api/v1/stream?topics=runs");

        // All at once: the Api lets a reader in when it has asked Redis, five times a second.
        var streams = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => readers._http.GetStreamAsync(address, cancellationToken)));
        readers._reading = Task.WhenAll(streams.Select((stream, i) => readers.ReadAsync(i, stream)));
        return readers;
    }

    /// <summary>Throws what a reader failed of, if one did.</summary>
    public void ThrowIfEnded()
    {
        if (_reading.IsCompleted)
        {
            throw new BenchException($"A stream has ended: {_reading.Exception?.InnerException?.Message ?? "the Api has closed it"}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
        _http.Dispose();
    }

    private async Task ReadAsync(int reader, Stream stream)
    {
        await foreach (var told in SseParser.Create(stream, static (_, data) => (Bytes: data.Length, Changes: data.Count("\"status\""u8))).EnumerateAsync(_ending.Token))
        {
            _changes[reader] += told.Data.Changes;
            _missed[reader] |= told.EventType == "missed";
            Interlocked.Increment(ref _events);
            Interlocked.Add(ref _bytes, told.Data.Bytes);
        }

        throw new BenchException("the Api has closed it");
    }
}
