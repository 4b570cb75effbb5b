using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Steps;

public abstract partial class StepTests
{
    [SkippableTheory]
    [InlineData("status")]
    [InlineData("status, not captured")]
    [InlineData("yield")]
    [InlineData("another thread")]
    [InlineData("step")]
    [InlineData("step, not captured")]
    public async Task Waits_that_are_begun_together_are_stored_together_whatever_was_awaited_before(string awaited)
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await (awaited switch
            {
                "status" => ctx.SetStatusAsync("waiting"),
                "yield" => YieldAsync(),
                "another thread" => Task.Run(YieldAsync),
                "step" => ctx.Step.RunAsync("step", _ => YieldAsync()),
                _ => Task.CompletedTask,
            });
            await (awaited switch
            {
                "status, not captured" => ctx.SetStatusAsync("waiting"),
                "step, not captured" => ctx.Step.RunAsync("step", _ => YieldAsync()),
                _ => Task.CompletedTask,
            }).ConfigureAwait(false);
            var approval = ctx.Step.WaitForSignalAsync<string>("approval", "approval");
            var deadline = ctx.Step.SleepAsync("deadline", Hour);
            return await Task.WhenAny(approval, deadline) == approval ? await approval : "too late";
        });
        var id = await RunAsync(rig);

        await rig.WorkAfterAsync(Hour);

        Assert.Equal("too late", await rig.OutputAsync<string>(id));
    }

    [SkippableFact]
    public async Task Branches_that_go_on_behind_an_await_wait_together()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await Task.WhenAll(Enumerable.Range(1, 5).Select(async i =>
            {
                await Task.Yield();
                await ctx.Step.SleepAsync($"nap-{i}", Hour);
            }));
            return 7;
        });

        var id = await RunAsync(rig);

        Assert.Equal(1, await rig.WorkAfterAsync(Hour));
        Assert.Equal(7, await rig.OutputAsync<int>(id));
    }

    [SkippableFact]
    public async Task Children_that_are_begun_together_run_together()
    {
        await using var rig = await StartAsync(
            async ctx =>
            {
                await Task.Yield();
                return (await Task.WhenAll(ctx.Step.RunWorkflowAsync("one", ChildRef, 1), ctx.Step.RunWorkflowAsync("two", ChildRef, 2))).Sum();
            },
            others: Doubling());
        var id = await rig.EmitAsync(Work, 1);

        await rig.HandInAsync(await rig.BeginAsync());
        await rig.RelayAsync();

        Assert.Equal(2, (await rig.Client.ListRunsAsync(new() { Parent = id })).Runs.Count);
    }

    [SkippableFact]
    public async Task Waits_in_code_that_has_left_its_lane_are_collected_for_a_moment()
    {
        var begun = new TaskCompletionSource();
        await using var rig = await StartAsync(async ctx =>
        {
            await Task.Run(YieldAsync).ConfigureAwait(false);
            var approval = ctx.Step.WaitForSignalAsync<string>("approval", "approval");
            var deadline = ctx.Step.SleepAsync("deadline", Hour);
            begun.SetResult();
            return await Task.WhenAny(approval, deadline) == approval ? await approval : "too late";
        });
        var id = await rig.EmitAsync(Work, 1);
        var pass = await rig.BeginAsync();
        await begun.Task.Bounded();

        rig.Time.Advance(TimeSpan.FromMilliseconds(50));
        await rig.HandInAsync(pass);

        Assert.Equal(["approval", "deadline"], Assert.IsType<WaitReason.Suspended>(await rig.Client.ExplainRunAsync(id)).Steps.Select(step => step.Step).Order());
    }

    [SkippableFact]
    public async Task A_child_that_nobody_awaits_fails_the_run_and_is_not_lost_silently()
    {
        await using var rig = await StartAsync(
            async ctx =>
            {
                await ctx.Step.RunAsync("step", _ => Task.CompletedTask);
                _ = ctx.Step.RunWorkflowAsync("child", ChildRef, 1);
                return 1;
            },
            others: Doubling());

        var id = await RunAsync(rig);

        var error = await rig.ErrorAsync(id);
        Assert.Equal(typeof(UnawaitedStepException).FullName, error.Type);
        Assert.Contains("'child'", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_child_that_was_begun_in_an_earlier_pass_may_be_left_when_the_handler_returns()
    {
        await using var rig = await StartAsync(
            async ctx =>
            {
                var child = ctx.Step.RunWorkflowAsync("child", ChildRef, 1);
                return await Task.WhenAny(child, ctx.Step.SleepAsync("nap", Minute)) == child ? 1 : 2;
            },
            others: StepRig.Define<int, int>(Child, ctx => ctx.Step.WaitForSignalAsync<int>("never", "never")));
        var id = await RunAsync(rig);

        await rig.WorkAfterAsync(Minute);

        Assert.Equal(2, await rig.OutputAsync<int>(id));
    }

    private static async Task YieldAsync() => await Task.Yield();
}
