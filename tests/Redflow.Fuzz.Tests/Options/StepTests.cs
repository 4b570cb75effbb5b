using System.Globalization;
using Microsoft.Extensions.Logging;
using Redflow.Fuzz.Tests.Client;
using Redflow.Fuzz.Tests.Storm;
using Redflow.Testing;
using Redflow.Workflows;

namespace Redflow.Fuzz.Tests.Options;

/// <summary>What a handler asks for. A line: what it calls, then its arguments as <c>name=value</c>; spans and times are ticks.</summary>
public sealed class StepTests
{
    private static readonly string[] Calls = ["run", "sleep", "until", "event", "signal", "child", "emit", "emit-event", "status", "progress", "log", "compensate"];

    [Fact]
    public Task Step_is_done_or_fails_its_run_with_what_is_wrong() => new ShotStorm("steps", 150).BreakAsync(Make, async shot =>
    {
        var test = WorkflowTest.For<int, string>(ctx => AskAsync(ctx, new(shot)), options => options.MaxAttempts = 1);
        var run = await test.RunAsync(1);
        if (run.Error is { } error)
        {
            Assert.True(error.Type.StartsWith("Redflow.", StringComparison.Ordinal) || error.Type.StartsWith("System.Argument", StringComparison.Ordinal), $"{error.Type}: {error.Message}\n{error.StackTrace}");
        }
        else
        {
            Assert.True(run.Succeeded || run.WaitsFor.Count > 0, $"It is {run.Status}.");
        }
    });

    private static Shot Make(Random random) => new(
        Calls[random.Next(Calls.Length)],
        $"name={Hostile.Mostly(random, "step", new string('x', 256), new string('x', 257))}",
        $"text={Hostile.Mostly(random, "flow", "paid", new string('x', 128))}",
        random.Next(2) == 0 ? "" : $"key={Hostile.Mostly(random, "order:1")}",
        random.Next(2) == 0 ? "" : $"span={Call.Span(random)}",
        random.Next(2) == 0 ? "" : $"timeout={Call.Span(random)}",
        $"time={Call.Time(random)}",
        $"number={Call.Number(random)}",
        $"fraction={Hostile.Mostly(random, "0.5", "NaN", "-1", "1.1", "Infinity")}");

    private static async Task<string> AskAsync(WorkflowContext<int> ctx, Call call)
    {
        var (name, text) = (call.TextOf("name")!, call.TextOf("text")!);
        switch (call.Name)
        {
            case "run":
                return await ctx.Step.RunAsync(name, (CancellationToken _) => Task.FromResult(text), new() { Timeout = call.SpanOf("timeout"), Retry = new() { MaxAttempts = call.NumberOf("number") ?? 1 } });
            case "sleep":
                await ctx.Step.SleepAsync(name, call.SpanOf("span") ?? default);
                return text;
            case "until":
                await ctx.Step.SleepUntilAsync(name, call.TimeOf("time") ?? default);
                return text;
            case "event":
                return await ctx.Step.WaitForEventAsync<string>(name, text, call.TextOf("key"), new() { LookBack = call.SpanOf("span") ?? default, Timeout = call.SpanOf("timeout") });
            case "signal":
                return await ctx.Step.WaitForSignalAsync<string>(name, text, call.SpanOf("timeout"));
            case "child":
                return await ctx.Step.RunWorkflowAsync<string>(name, text, text, new() { WaitTimeout = call.SpanOf("timeout"), IdempotencyKey = call.TextOf("key"), Delay = call.SpanOf("span") });
            case "emit":
                return $"{await ctx.Step.EmitWorkflowAsync(name, text, text, new() { RunAt = call.TimeOf("time"), IdempotencyKey = call.TextOf("key"), Priority = call.NumberOf("number") ?? 0 })}";
            case "emit-event":
                return $"{await ctx.Step.EmitEventAsync(name, text, text, call.TextOf("key"))}";
            default:
                await ReportAsync(ctx, call);
                return text;
        }
    }

    private static async Task ReportAsync(WorkflowContext<int> ctx, Call call)
    {
        var text = call.TextOf("text")!;
        switch (call.Name)
        {
            case "status":
                await ctx.SetStatusAsync(text);
                break;
            case "progress":
                ctx.ReportProgress(double.TryParse(call.TextOf("fraction"), NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction) ? fraction : 0, text);
                break;
            case "log":
                ctx.Logger.Log(LogLevel.Information, default, text, exception: null, static (line, _) => line);
                break;
            default:
                ctx.Compensate(call.TextOf("name")!, _ => Task.CompletedTask, new() { Timeout = call.SpanOf("timeout") });
                throw new NonRetriableException(text);
        }
    }
}
