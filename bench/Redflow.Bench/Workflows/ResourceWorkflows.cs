using Redflow.Hosting;
using Redflow.Workflows;

namespace Redflow.Bench.Workflows;

/// <summary>The workflows of <c>resources</c>, without a limit.</summary>
internal static class ResourceWorkflows
{
    /// <summary>The event that runs of <see cref="Awaiting"/> wait for.</summary>
    public const string Event = "wake";

    public static WorkflowRef<Size, Done> Sleeping { get; } = new("sleeping");

    public static WorkflowRef<Size, Done> Awaiting { get; } = new("awaiting");

    public static WorkflowRef<Size, Done> Long { get; } = new("long");

    public static WorkflowRef<Size, Done> Parent { get; } = new("parent");

    public static WorkflowRef<Document, Document> Copy { get; } = new("copy");

    private static WorkflowRef<Job, Done> NoOp { get; } = new(BenchWorkflows.NoOp);

    private static Done Ok { get; } = new(Ok: true);

    /// <param name="redflow">The worker.</param>
    /// <param name="log">What is told of runs.</param>
    /// <param name="holds">Whether handlers of <see cref="Long"/> stay when their steps are done.</param>
    public static void AddResourceWorkflows(this RedflowBuilder redflow, Func<HandlerLog> log, bool holds)
    {
        redflow.AddWorkflow<Size, Done>(Sleeping.Name, SleepAsync, Unlimited);
        redflow.AddWorkflow<Size, Done>(Awaiting.Name, AwaitAsync, Unlimited);
        redflow.AddWorkflow<Size, Done>(Long.Name, ctx => RunStepsAsync(ctx, log(), holds), Unlimited);
        redflow.AddWorkflow<Size, Done>(Parent.Name, ctx => RunChildrenAsync(ctx, log()), Unlimited);
        redflow.AddWorkflow<Document, Document>(Copy.Name, ctx => CopyAsync(ctx, log()), Unlimited);
    }

    private static void Unlimited(WorkflowOptions options) => options.MaxConcurrency = 0;

    private static async Task<Done> SleepAsync(WorkflowContext<Size> ctx)
    {
        await ctx.Step.SleepUntilAsync("sleep", ctx.Input.Until!.Value);
        return Ok;
    }

    private static async Task<Done> AwaitAsync(WorkflowContext<Size> ctx)
    {
        await ctx.Step.WaitForEventAsync<Done>("wait", Event);
        return Ok;
    }

    private static async Task<Done> RunStepsAsync(WorkflowContext<Size> ctx, HandlerLog log, bool holds)
    {
        log.Start(0);
        for (var i = 0; i < ctx.Input.Count; i++)
        {
            var number = i;
            await ctx.Step.RunAsync($"step {i}", _ => Task.FromResult(number));
        }

        log.Finish();
        if (holds)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, ctx.CancellationToken);
        }

        return Ok;
    }

    private static async Task<Done> RunChildrenAsync(WorkflowContext<Size> ctx, HandlerLog log)
    {
        log.Pass();
        await Task.WhenAll(Enumerable.Range(0, ctx.Input.Count).Select(i => ctx.Input.Until is null
            ? ctx.Step.RunWorkflowAsync($"child {i}", NoOp, new(i))
            : ctx.Step.RunWorkflowAsync($"child {i}", Sleeping, ctx.Input)));
        return Ok;
    }

    private static Task<Document> CopyAsync(WorkflowContext<Document> ctx, HandlerLog log)
    {
        log.Start(ctx.Input.UserId);
        log.Finish();
        return Task.FromResult(ctx.Input);
    }
}
