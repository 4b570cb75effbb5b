using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The latest lines of one instance, and whoever follows them.</summary>
internal sealed class ResourceLog
{
    private const int Kept = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly HashSet<Channel<LogLine>> _watchers = [];
    private int _count;

    public LogLine Append(string content, bool isError)
    {
        lock (_lock)
        {
            var line = new LogLine(++_count, content, isError);
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }

            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(line);
            }

            return line;
        }
    }

    public async IAsyncEnumerable<LogLine> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<LogLine>();
        lock (_lock)
        {
            foreach (var line in _lines)
            {
                channel.Writer.TryWrite(line);
            }

            _watchers.Add(channel);
        }

        try
        {
            await foreach (var line in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return line;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(channel);
            }
        }
    }
}
