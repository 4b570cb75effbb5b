using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Redflow.Hosting;
using Redflow.Workflows;

namespace Redflow.Api.Tests.Hosting;

/// <summary>The workflows that the tests emit.</summary>
public sealed partial class Samples
{
    public const string Greet = "greet";
    public const string Echo = "echo";
    public const string Gated = "gated";
    public const string Decline = "decline";

    /// <summary>Books, and fails; what it has booked is undone.</summary>
    public const string Book = "book";

    /// <summary>Starts with each event of its name.</summary>
    public const string Greeted = "greeted";

    private readonly ConcurrentDictionary<string, Gate> _gates = new();

    /// <summary>What a run of <see cref="Gated"/> with this input waits at.</summary>
    public Gate GateOf(string input) => _gates.GetOrAdd(input, _ => new());

    public void AddTo(RedflowBuilder worker) => worker
        .AddWorkflow<Greeting, string>(Greet, ctx => ctx.Step.RunAsync("compose", _ => Task.FromResult($"Hello, {ctx.Input.Name}!")), options =>
        {
            Unlimited(options);
            options.Cron.Add(new("0/30 * * * *", Input: new Greeting("Cron")));
        })
        .AddWorkflow<JsonElement, JsonElement>(Echo, ctx => Task.FromResult(ctx.Input), Unlimited)
        .AddWorkflow<string, string>(Gated, RunGatedAsync, Unlimited)
        .AddWorkflow<string, string>(Decline, async ctx =>
        {
            await ctx.Step.RunAsync("reserve", _ => Task.FromResult(7));
            LogCharge(ctx.Logger, ctx.Input);
            await ctx.Step.RunAsync("charge", _ => throw new NonRetriableException("The card was declined."));
            return "unreachable";
        }, Unlimited)
        .AddWorkflow<string, string>(Book, async ctx =>
        {
            ctx.Compensate("room", _ => Task.CompletedTask);
            await ctx.Step.RunAsync("room", _ => Task.FromResult(7));
            throw new NonRetriableException("The hotel is closed.");
        }, Unlimited)
        .AddWorkflow<JsonElement, JsonElement>(Greeted, ctx => Task.FromResult(ctx.Input), options =>
        {
            Unlimited(options);
            options.Events.Add(Greeted);
        });

    /// <summary>So that tests at the same time do not wait for each other's runs.</summary>
    private static void Unlimited(WorkflowOptions options) => options.MaxConcurrency = 0;

    private async Task<string> RunGatedAsync(WorkflowContext<string> ctx)
    {
        var gate = GateOf(ctx.Input);
        gate.Reached.TrySetResult();
        await gate.Opened.Task.WaitAsync(ctx.CancellationToken);
        return ctx.Input;
    }

    [LoggerMessage(1, LogLevel.Information, "Charging {Order}")]
    private static partial void LogCharge(ILogger logger, string order);

    public sealed record Greeting(string Name, int Times = 1);

    public sealed class Gate
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
