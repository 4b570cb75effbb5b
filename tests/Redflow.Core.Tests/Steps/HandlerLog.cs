using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Redflow.Core.Tests.Steps;

/// <summary>Keeps what handlers log.</summary>
internal sealed class HandlerLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName.StartsWith("Redflow.Workflow.", StringComparison.Ordinal) ? _lines : []);

    public void Dispose() => _lines.Clear();

    private sealed class Logger(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception));
    }
}
