using Redflow.Hosting;
using Redflow.Workflows;

namespace Redflow.Bench.Workflows;

/// <summary>The workflows that are measured. They have no limit, and otherwise the default options.</summary>
internal static class BenchWorkflows
{
    public const string NoOp = "noop";
    public const string Steps = "steps";
    public const string Hold = "hold";
    public const string Documents = "documents";

    private static readonly Done Ok = new(Ok: true);

    /// <summary>The name of a limited workflow.</summary>
    public static string Limited(int number) => $"limited-{number}";

    /// <param name="redflow">The worker.</param>
    /// <param name="log">What is told of every run at its handler's first line and its last one.</param>
    /// <param name="holds">Whether handlers of <see cref="Hold"/> never return.</param>
    /// <param name="limited">How many limited workflows there are, and the limit of each.</param>
    public static void AddBenchWorkflows(this RedflowBuilder redflow, Func<HandlerLog> log, bool holds, (int Count, int Limit) limited)
    {
        redflow.AddWorkflow<Job, Done>(NoOp, ctx => RunAsync(ctx.Input.UserId, log()), Unlimited);
        redflow.AddWorkflow<Document, Done>(Documents, ctx => RunAsync(ctx.Input.UserId, log()), Unlimited);
        redflow.AddWorkflow<Job, Done>(Steps, ctx => RunStepsAsync(ctx, log()), Unlimited);
        redflow.AddWorkflow<Job, Done>(Hold, ctx => holds ? HoldAsync(ctx, log()) : RunAsync(ctx.Input.UserId, log()), Unlimited);
        for (var i = 0; i < limited.Count; i++)
        {
            redflow.AddWorkflow<Job, Done>(Limited(i), ctx => RunAsync(ctx.Input.UserId, log()), o => o.MaxConcurrency = limited.Limit);
        }
    }

    private static void Unlimited(WorkflowOptions options) => options.MaxConcurrency = 0;

    private static Task<Done> RunAsync(int number, HandlerLog log)
    {
        log.Start(number);
        log.Finish();
        return Task.FromResult(Ok);
    }

    private static async Task<Done> RunStepsAsync(WorkflowContext<Job> ctx, HandlerLog log)
    {
        log.Start(ctx.Input.UserId);
        await ctx.Step.RunAsync("one", static _ => Task.FromResult(1));
        await ctx.Step.RunAsync("two", static _ => Task.FromResult(2));
        await ctx.Step.RunAsync("three", static _ => Task.FromResult(3));
        log.Finish();
        return Ok;
    }

    private static async Task<Done> HoldAsync(WorkflowContext<Job> ctx, HandlerLog log)
    {
        log.Start(ctx.Input.UserId);
        await Task.Delay(Timeout.InfiniteTimeSpan, ctx.CancellationToken);
        return Ok;
    }
}
