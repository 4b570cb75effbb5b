using Redflow.Workflows;

namespace Redflow.Microbench;

/// <summary>What the runs are emitted with.</summary>
public sealed record Order(int UserId);

/// <summary>Does nothing.</summary>
[Workflow("no-op", MaxConcurrency = 0)]
public sealed class NoOp : IWorkflow<Order, object?>
{
    public Task<object?> RunAsync(WorkflowContext<Order> ctx) => Task.FromResult<object?>(null);
}

/// <summary>Does nothing in three steps.</summary>
[Workflow("three-steps", MaxConcurrency = 0)]
public sealed class ThreeSteps : IWorkflow<Order, int>
{
    public async Task<int> RunAsync(WorkflowContext<Order> ctx)
    {
        var one = await ctx.Step.RunAsync("one", _ => Task.FromResult(1));
        var two = await ctx.Step.RunAsync("two", _ => Task.FromResult(one + 1));
        return await ctx.Step.RunAsync("three", _ => Task.FromResult(two + 1));
    }
}
