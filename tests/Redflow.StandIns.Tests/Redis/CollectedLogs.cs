using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Redflow.StandIns.Tests.Redis;

/// <summary>Everything that was logged, with exceptions; a test can wait for a line.</summary>
internal sealed class CollectedLogs : ILoggerProvider, ILogger
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _added = new(0);

    public string Text => string.Join('\n', _lines);

    public async Task UntilAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!Text.Contains(text, StringComparison.Ordinal))
        {
            await _added.WaitAsync(patience.Token);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
        _added.Release();
    }

    public void Dispose() => _added.Dispose();
}
