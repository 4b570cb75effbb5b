using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class RedflowFeatureTests
{
    [Fact]
    public async Task A_workflow_runs_inline_without_Redis()
    {
        var run = await WorkflowTest.For<int, int>(async ctx =>
        {
            var doubled = await ctx.Step.RunAsync("double", _ => Task.FromResult(ctx.Input * 2));
            await ctx.Step.EmitWorkflowAsync("emit", "analytics", doubled);
            await ctx.Step.EmitEventAsync("tell", "doubled", doubled, "k");
            return doubled;
        }).RunAsync(21).Bounded();

        Assert.True(run.Succeeded);
        Assert.Equal((42, null), (run.Output, run.Error));
        Assert.Equal(["double", "emit", "tell"], run.Steps.Select(step => step.Name));
        Assert.Equal(("analytics", 42), (Assert.Single(run.EmittedWorkflows).Workflow, run.EmittedWorkflows[0].Input.As<int>()));
        Assert.Equal(("doubled", "k", 42), (Assert.Single(run.EmittedEvents).Name, run.EmittedEvents[0].CorrelationKey, run.EmittedEvents[0].Payload.As<int>()));
    }

    [Fact]
    public async Task A_step_is_overridden_by_a_value_a_lambda_or_an_exception()
    {
        WorkflowTest<int, int> Test() => WorkflowTest.For<int, int>(
            ctx => ctx.Step.RunAsync<int>("fetch", _ => throw new InvalidOperationException("There is nothing to fetch from in a test.")), o => o.MaxAttempts = 1);

        var value = await Test().OverrideStep("fetch", 1).RunAsync(0).Bounded();
        var lambda = await Test().OverrideStep("fetch", () => 2).RunAsync(0).Bounded();
        var exception = await Test().OverrideStep("fetch", new NonRetriableException("No.")).RunAsync(0).Bounded();

        Assert.Equal((1, 2), (value.Output, lambda.Output));
        Assert.Equal((RunStatus.Failed, "No."), (exception.Status, exception.Error!.Message));
    }
}
