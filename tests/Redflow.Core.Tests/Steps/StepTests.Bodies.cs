using Redflow.Events;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Steps;

public abstract partial class StepTests
{
    [SkippableFact]
    public async Task A_body_that_ignores_its_token_is_left_behind_when_its_time_is_over()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await StartAsync(async ctx =>
        {
            try
            {
                await ctx.Step.RunAsync("deaf", _ => release.Task, new() { Timeout = Second });
                return "ended";
            }
            catch (StepTimeoutException exception)
            {
                return await ctx.Step.RunAsync("instead", _ => Task.FromResult($"{exception.Step} took longer than {exception.Timeout}"));
            }
        });
        var id = await rig.EmitAsync(Work, 1);
        var pass = await rig.BeginAsync();
        Assert.Equal(Second, await rig.TimerAsync());

        rig.Time.Advance(Second);
        await rig.HandInAsync(pass);

        Assert.Equal("deaf took longer than 00:00:01", await rig.OutputAsync<string>(id));
        release.SetResult();
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(50 * 86_400)]
    [InlineData(-1)]
    public async Task A_time_out_is_more_than_nothing(int seconds)
    {
        await using var rig = await StartAsync(
            ctx => ctx.Step.RunAsync("any", _ => Task.FromResult(1), new() { Timeout = seconds * Second }), o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        Assert.Equal(typeof(ArgumentOutOfRangeException).FullName, (await rig.ErrorAsync(id)).Type);
    }

    [SkippableTheory]
    [InlineData("work")]
    [InlineData("sleep")]
    [InlineData("signal")]
    [InlineData("emit")]
    [InlineData("emit event")]
    public async Task A_pass_that_was_canceled_begins_no_step(string kind)
    {
        var (started, canceled) = (Signal(), Signal());
        await using var rig = await StartAsync(async ctx =>
        {
            started.SetResult();
            await canceled.Task;
            await BeginAsync(ctx, kind, "step");
            return 0;
        });
        var id = await rig.EmitAsync(Work, 1);
        var pass = await rig.BeginAsync();
        await started.Task.Bounded();

        await rig.Client.CancelRunAsync(id);
        pass.Pass.Cancel(CancellationReason.RunCanceled);
        canceled.SetResult();
        await rig.HandInAsync(pass);

        Assert.Equal(RunStatus.Canceled, (await rig.GetAsync(id)).Status);
        Assert.Empty(await rig.Client.GetRunStepsAsync(id));
    }

    [SkippableFact]
    public async Task What_a_body_has_done_is_stored_though_the_pass_was_canceled_meanwhile()
    {
        var (started, canceled) = (Signal(), Signal());
        await using var rig = await StartAsync(ctx => ctx.Step.RunAsync("charge", async _ =>
        {
            started.SetResult();
            await canceled.Task;
            return 7;
        }));
        var id = await rig.EmitAsync(Work, 1);
        var pass = await rig.BeginAsync();
        await started.Task.Bounded();

        await rig.Client.CancelRunAsync(id);
        pass.Pass.Cancel(CancellationReason.RunCanceled);
        canceled.SetResult();
        await rig.HandInAsync(pass);

        Assert.Equal("7", Assert.Single(await rig.Client.GetRunStepsAsync(id)).Output.ToString());
    }

    [SkippableTheory]
    [InlineData("", null)]
    [InlineData("a\nb", null)]
    [InlineData("paid", "")]
    [InlineData("paid", "a\nb")]
    public async Task An_event_has_a_name_and_perhaps_a_key(string name, string? key)
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => ctx.Step.WaitForEventAsync<int>("wait", name, key));
            return await ctx.Step.EmitEventAsync("emit", name, 1, key);
        }, o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        Assert.Equal(typeof(ArgumentException).FullName, (await rig.ErrorAsync(id)).Type);
        Assert.Empty((await rig.Client.ListEventsAsync(new EventQuery())).Events);
    }

    [SkippableFact]
    public async Task A_step_that_failed_says_so_and_its_error_names_it()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.RunAsync("charge", _ => throw new InvalidOperationException("No money."));
            return 0;
        }, o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        Assert.Equal(("charge", "No money."), ((await rig.ErrorAsync(id)).Step, (await rig.ErrorAsync(id)).Message));
        var step = Assert.Single(await rig.Client.GetRunStepsAsync(id));
        Assert.Equal((StepStatus.Failed, "No money."), (step.Status, step.Error!.Message));
    }

    [SkippableFact]
    public async Task An_error_of_the_handler_itself_names_no_step()
    {
        await using var rig = await StartAsync<int>(async ctx =>
        {
            await ctx.Step.RunAsync("charge", _ => Task.CompletedTask);
            throw new InvalidOperationException("No.");
        }, o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        Assert.Null((await rig.ErrorAsync(id)).Step);
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
