using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Writes what the AppHost says about a resource into that resource's own log.</summary>
internal sealed class ResourceLogger(ResourceLoggerService logs, IReadOnlyList<string> ids) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var text = exception is null ? formatter(state, null) : $"{formatter(state, exception)} {exception.Message}";
        foreach (var id in ids)
        {
            logs.Write(id, text, isError: logLevel >= LogLevel.Warning);
        }
    }
}
