using Microsoft.Extensions.Logging;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Execution;

/// <summary>
/// A handler's log: what it logs goes to the host's log and is stored with the run. While the handler repeats what an earlier pass has done, it
/// says nothing; the body of a step repeats nothing. What is stored does not depend on whether the host keeps a log, but for what is below
/// information.
/// </summary>
internal sealed class RunLog(ILogger host, Pass pass, RunReporter reporter) : ILogger
{
    public const int MaxMessageLength = 2_048;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => host.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) =>
        (host.IsEnabled(logLevel) || logLevel is >= LogLevel.Information and < LogLevel.None) && (StepRunner.CurrentName is not null || !pass.IsReplaying);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        host.Log(logLevel, eventId, state, exception, formatter);
        var thrown = exception is null ? null : Cut($"{exception.GetType().FullName}: {exception.Message}");
        reporter.Add(new RunLogLine(
            pass.Time.GetUtcNow(), logLevel, Cut(formatter(state, exception)), StepRunner.CurrentName, pass.Claimed.Attempt, thrown));
    }

    private static string Cut(string text) => text.Length <= MaxMessageLength ? text : text[..MaxMessageLength];
}
