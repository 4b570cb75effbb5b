using Redflow.Workflows;

namespace Redflow.Core.Tests.Hosting;

[Workflow("hibernating", Queue = "naps")]
public sealed class HibernatingWorkflow(Scoped scoped) : IWorkflow<int, int>
{
    public async Task<int> RunAsync(WorkflowContext<int> ctx)
    {
        await ctx.Step.SleepAsync("winter", TimeSpan.FromDays(30));
        return scoped.Echo(ctx.Input);
    }
}
