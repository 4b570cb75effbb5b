using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Redflow.Api.Tests.Hosting;

/// <summary>Everything that an API logs, with scopes and exceptions, and every activity of the process with its tags and events.</summary>
internal sealed class Overheard : ILoggerProvider, ISupportExternalScope, ILogger
{
    /// <summary>Lets everything be logged, and nothing be printed.</summary>
    public static readonly string[] Args =
    [
        "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:Console:LogLevel:Default=None",
    ];

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ActivityListener _listener;
    private IExternalScopeProvider? _scopes;

    public Overheard()
    {
        _listener = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _lines.Enqueue(Describe(activity)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public string Text => string.Join('\n', _lines);

    /// <summary>Listens to an API from now on.</summary>
    public void Join(ApiServer api) => api.Services.GetRequiredService<ILoggerFactory>().AddProvider(this);

    public ILogger CreateLogger(string categoryName) => this;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _scopes?.Push(state);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var members = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
        _lines.Enqueue($"{logLevel} {eventId}: {formatter(state, exception)} {string.Join(' ', members)} {exception}");
        _scopes?.ForEachScope(
            (scope, lines) => lines.Enqueue($"{scope} {string.Join(' ', scope as IEnumerable<KeyValuePair<string, object?>> ?? [])}"), _lines);
    }

    public void Dispose() => _listener.Dispose();

    private static string Describe(Activity activity) =>
        $"{activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} "
        + string.Join(' ', activity.Events.Select(happened => $"{happened.Name} {string.Join(' ', happened.Tags)}"));
}
