using Redflow.Client;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/how-to/children.md, run.</summary>
public sealed class ChildrenSample
{
    private static readonly WorkflowRef<int, int> Render = new("render");
    private static readonly WorkflowRef<int, int> Album = new("album");
    private static readonly WorkflowRef<int, string> Careful = new("careful");

    [Fact]
    public async Task Children_in_parallel_give_their_outputs()
    {
        var run = await WorkflowTest.For(Album, Define).RunAsync(3).Bounded();

        Assert.Equal(10 + 20 + 30, run.Output);
        Assert.Equal(["audit", "render", "render", "render"], run.EmittedWorkflows.Select(child => child.Workflow).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_child_that_fails_throws_with_its_id_and_error()
    {
        var run = await WorkflowTest.For(Careful, Define).RunAsync(-1).Bounded();

        Assert.Equal($"render {run.EmittedWorkflows[0].Id}: Pictures have no negative size.", run.Output);
    }

    [Fact]
    public async Task A_child_that_takes_too_long_goes_on()
    {
        await using var host = await RedflowTestHost.StartAsync(Define).Bounded();
        await host.Client.PauseWorkflowAsync("render");
        var handle = await host.Client.EmitWorkflowAsync(Careful, 1);
        Assert.Equal("late", await handle.GetResultAsync(Wait.Limit));

        await host.Client.ResumeWorkflowAsync("render");

        var child = Assert.Single((await ListAsync(host.Client, handle.Id)).Runs);
        Assert.Equal(10, await host.Client.GetHandle<int>(child.Id).GetResultAsync(Wait.Limit));
    }

    [Fact]
    public async Task Canceling_the_parent_cancels_the_children_it_waits_for()
    {
        await using var host = await RedflowTestHost.StartAsync(Define).Bounded();
        await host.Client.PauseWorkflowAsync("render");
        var handle = await host.Client.EmitWorkflowAsync(Album, 2);
        await Wait.UntilAsync(async () => (await host.Client.ListRunsAsync(new() { Parent = handle.Id, Workflow = "render" })).Runs.Count == 2, "there are two children");

        await handle.CancelAsync("enough");

        await Wait.UntilAsync(
            async () => await host.Client.CountRunsAsync(new() { Parent = handle.Id, Status = RunStatus.Canceled }) == 2, "both children are canceled");
    }

    private static async Task<RunPage> ListAsync(RedflowClient client, RunId id)
    {
        var children = await client.ListRunsAsync(new() { Parent = id });
        return children;
    }

    private static void Define(RedflowBuilder redflow)
    {
        redflow.AddWorkflow<int, int>("render", ctx => ctx.Input < 0
            ? throw new NonRetriableException("Pictures have no negative size.")
            : Task.FromResult(ctx.Input * 10), o => o.MaxConcurrency = 0);
        redflow.AddWorkflow<int, int>("audit", ctx => Task.FromResult(ctx.Input));
        redflow.AddWorkflow<int, int>("album", async ctx =>
        {
            var pages = Enumerable.Range(1, ctx.Input).Select(page => ctx.Step.RunWorkflowAsync($"page {page}", Render, page));
            var rendered = await Task.WhenAll(pages);
            await ctx.Step.EmitWorkflowAsync("audit", "audit", rendered.Length, new() { OnParentClosed = OnParentClosed.Abandon });
            return rendered.Sum();
        });
        redflow.AddWorkflow<int, string>("careful", async ctx =>
        {
            try
            {
                var size = await ctx.Step.RunWorkflowAsync("render", Render, ctx.Input, new() { WaitTimeout = TimeSpan.FromMilliseconds(200) });
                return $"{size}";
            }
            catch (ChildWorkflowFailedException exception)
            {
                return $"{exception.Step} {exception.ChildId}: {exception.Error.Message}";
            }
            catch (WaitTimeoutException)
            {
                return "late";
            }
        });
    }
}
