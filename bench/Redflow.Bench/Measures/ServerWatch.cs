using System.Globalization;
using Redflow.Bench.Servers;
using StackExchange.Redis;

namespace Redflow.Bench.Measures;

/// <summary>
/// Watches a server for a while: the most memory it used, and the call of a script that took longest. Garnet tells neither.
/// </summary>
internal sealed class ServerWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _ending = new();
    private readonly BenchServer _server;
    private readonly long? _peakBefore;
    private readonly Task _watching;

    private ServerWatch(BenchServer server, long? peakBefore)
    {
        _server = server;
        _peakBefore = peakBefore;
        _watching = WatchAsync();
    }

    /// <summary>The most memory that was used, in bytes: as it was seen ten times a second, or as the server says where this is its peak since its start.</summary>
    public long? Peak { get; private set; }

    /// <summary>How long the longest call of a script took, in milliseconds; 0 when none took 10.</summary>
    public double? LongestMs { get; private set; }

    /// <summary>The script's digest, or its text where it was loaded by that call.</summary>
    public string? Longest { get; private set; }

    public static async Task<ServerWatch> StartAsync(BenchServer server)
    {
        if (server.IsGarnet)
        {
            return new(server, null);
        }

        await server.Database.ExecuteAsync("SLOWLOG", "RESET");
        return new(server, (await ReadMemoryAsync(server)).Peak);
    }

    /// <summary>Looks once more, and no more.</summary>
    public async Task EndAsync()
    {
        await _ending.CancelAsync();
        await _watching;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ending.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_server.IsGarnet)
        {
            var isLast = _ending.IsCancellationRequested;
            await LookAsync();
            if (isLast)
            {
                return;
            }

            await Task.Delay(Interval, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync()
    {
        var (used, peak) = await ReadMemoryAsync(_server);
        var seen = peak > _peakBefore ? peak : used;
        Peak = Peak > seen ? Peak : seen;
        LongestMs ??= 0;
        foreach (var entry in (RedisResult[])(await _server.Database.ExecuteAsync("SLOWLOG", "GET", "128"))!)
        {
            var fields = (RedisResult[])entry!;
            var (ms, call) = (Rounded.To(1, (long)fields[2] / 1000.0), (string[])fields[3]!);
            if (ms > LongestMs && call[0].StartsWith("EVAL", StringComparison.OrdinalIgnoreCase))
            {
                (LongestMs, Longest) = (ms, call[1]);
            }
        }
    }

    private static async Task<(long? Used, long? Peak)> ReadMemoryAsync(BenchServer server)
    {
        var fields = ServerReading.Fields((string)(await server.Database.ExecuteAsync("INFO", "memory"))!);
        return (Read("used_memory"), Read("used_memory_peak"));

        long? Read(string name) => fields.TryGetValue(name, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : null;
    }
}
