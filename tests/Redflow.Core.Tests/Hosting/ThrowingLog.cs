using Microsoft.Extensions.Logging;

namespace Redflow.Core.Tests.Hosting;

/// <summary>A logger of a user's that throws when one event is logged.</summary>
internal sealed class ThrowingLog(string eventName) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == eventName)
        {
            throw new InvalidOperationException("The log is full.");
        }
    }

    public void Dispose()
    {
    }
}
