using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    internal event Action<string, LogLine>? LineWritten;

    public ILogger GetLogger(IResource resource) => new ResourceLogger(this, resource.GetResolvedResourceNames());

    public ILogger GetLogger(string resourceName) => new ResourceLogger(this, [resourceName]);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        var ids = resource.GetResolvedResourceNames();
        return ids.Length == 1 ? WatchAsync(ids[0]) : throw new NotSupportedException(
            $"The stand-in for Aspire.Hosting watches the log of one replica at a time. '{resource.Name}' has: {string.Join(", ", ids)}.");
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(
        string resourceName, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var line in LogOf(resourceName).WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return [line];
        }
    }

    internal void Write(string id, string content, bool isError)
    {
        var line = LogOf(id).Append(content, isError);
        LineWritten?.Invoke(id, line);
    }

    private ResourceLog LogOf(string id) => _logs.GetOrAdd(id, _ => new ResourceLog());
}
