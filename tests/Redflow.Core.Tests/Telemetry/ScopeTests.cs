using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Telemetry;

/// <summary>What docs/reference/telemetry.md promises of log scopes, for the handler's log and for any other.</summary>
public sealed partial class ScopeTests(MemoryServer server) : IClassFixture<MemoryServer>
{
    [Fact]
    public async Task Log_lines_of_handlers_and_steps_have_the_run_the_workflow_the_attempt_and_the_step_in_their_scope()
    {
        var log = new ScopedLog();
        await using var host = await WorkerHost.StartAsync(
            server,
            $"test-{Guid.NewGuid():N}",
            redflow => redflow.AddWorkflow("work", async (WorkflowContext<int> ctx, ILoggerFactory loggers) =>
            {
                var other = loggers.CreateLogger("other");
                Say(ctx.Logger, "handler");
                Say(other, "handler's other");
                await ctx.Step.RunAsync("add", step =>
                {
                    Say(step.Logger, "step");
                    Say(other, "step's other");
                    return Task.FromResult(1);
                });
                return 1;
            }),
            services: services => services.AddSingleton<ILoggerProvider>(log));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("work", 1);
        await handle.GetResultAsync(Wait.Limit);

        (string, object?)[] run = [("Attempt", 1), ("RunId", handle.Id), ("Workflow", "work")];
        Assert.All(["handler", "handler's other"], line => Assert.Equal(run, log.ScopeOf(line)));
        Assert.All(["step", "step's other"], line => Assert.Equal([.. run[..2], ("Step", "add"), run[2]], log.ScopeOf(line)));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    private static partial void Say(ILogger logger, string line);

    private sealed class ScopedLog : ILoggerProvider, ISupportExternalScope
    {
        private readonly ConcurrentDictionary<string, (string, object?)[]> _scopes = new();
        private IExternalScopeProvider _provider = new LoggerExternalScopeProvider();

        /// <summary>What the scopes of a line say, by name.</summary>
        public (string, object?)[] ScopeOf(string line) => _scopes[line];

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _provider = scopeProvider;

        public ILogger CreateLogger(string categoryName) => new Logger(this);

        public void Dispose() => _scopes.Clear();

        private void Add(string line)
        {
            var named = new List<(string, object?)>();
            _provider.ForEachScope(
                static (scope, found) =>
                {
                    if (scope is IEnumerable<KeyValuePair<string, object?>> values)
                    {
                        found.AddRange(values.Where(value => value.Key != "{OriginalFormat}").Select(value => (value.Key, value.Value)));
                    }
                },
                named);
            _scopes[line] = [.. named.OrderBy(value => value.Item1, StringComparer.Ordinal)];
        }

        private sealed class Logger(ScopedLog log) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => log._provider.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                log.Add(formatter(state, exception));
        }
    }
}
