using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Redflow.Hosting;
using Redflow.Retries;
using Redflow.Workflows;

namespace Redflow.Api.Tests.Hosting;

/// <summary>Workflows that wait, fail and have children.</summary>
public sealed partial class Trials
{
    public const string Approve = "approve";
    public const string ApproveTwice = "approve-twice";
    public const string Family = "family";
    public const string Crowd = "crowd";
    public const string Leaf = "leaf";
    public const string Import = "import";
    public const string Flaky = "flaky";
    public const string Chatty = "chatty";
    public const string Idle = "idle";
    public const string Held = "held";

    private readonly ConcurrentDictionary<string, bool> _mended = new();

    /// <summary>Has runs of <see cref="Import"/> with this input succeed.</summary>
    public void Mend(string input) => _mended[input] = true;

    public void AddTo(RedflowBuilder worker) => worker
        .AddWorkflow<JsonElement, JsonElement>(Approve, ctx => ctx.Step.WaitForSignalAsync<JsonElement>("approval", "approve"), Unlimited)
        .AddWorkflow<int, int[]>(
            ApproveTwice, async ctx => [await ctx.Step.WaitForSignalAsync<int>("first", "approve"), await ctx.Step.WaitForSignalAsync<int>("second", "approve")], Unlimited)
        .AddWorkflow<string, string>(Family, ctx => ctx.Step.RunWorkflowAsync<string>("raise", Leaf, ctx.Input), Unlimited)
        .AddWorkflow<int, int>(Crowd, async ctx =>
        {
            await Task.WhenAll(Enumerable.Range(0, ctx.Input).Select(number => ctx.Step.RunWorkflowAsync<string>($"raise {number}", Leaf, "x")));
            return ctx.Input;
        }, Unlimited)
        .AddWorkflow<string, string>(Leaf, ctx => Task.FromResult(ctx.Input), Unlimited)
        .AddWorkflow<int, int>(Idle, ctx => Task.FromResult(ctx.Input), Unlimited)
        .AddWorkflow<int, int>(Held, ctx => Task.FromResult(ctx.Input), Unlimited)
        .AddWorkflow<string, string>(Import, ImportAsync, Unlimited)
        .AddWorkflow<string, string>(Flaky, TryAsync, options =>
        {
            Unlimited(options);
            options.MaxAttempts = 2;
            options.Backoff = RetryBackoff.Constant(TimeSpan.FromMilliseconds(1));
        })
        .AddWorkflow<int, int>(Chatty, ctx =>
        {
            for (var line = 1; line <= ctx.Input; line++)
            {
                LogLine(ctx.Logger, line);
            }

            return Task.FromResult(ctx.Input);
        }, Unlimited);

    private static void Unlimited(WorkflowOptions options) => options.MaxConcurrency = 0;

    private static async Task<string> TryAsync(WorkflowContext<string> ctx)
    {
        await ctx.Step.RunAsync($"attempt {ctx.Run.Attempt}", step =>
        {
            LogLine(step.Logger, ctx.Run.Attempt);
            return Task.FromResult(0);
        });
        return ctx.Run.Attempt == 1 ? throw new InvalidOperationException("Not yet.") : ctx.Input;
    }

    private async Task<string> ImportAsync(WorkflowContext<string> ctx)
    {
        var read = await ctx.Step.RunAsync("read", _ => Task.FromResult(Guid.NewGuid()));
        await ctx.Step.RunAsync("write", _ => _mended.ContainsKey(ctx.Input) ? Task.FromResult(0) : throw new NonRetriableException("The disk is full."));
        return $"{ctx.Input} {read}";
    }

    [LoggerMessage(1, LogLevel.Information, "Line {Line}")]
    private static partial void LogLine(ILogger logger, int line);
}
