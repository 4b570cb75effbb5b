using Redflow.Steps;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Steps;

public abstract partial class StepTests
{
    /// <summary>The kinds of steps that <see cref="BeginAsync"/> begins.</summary>
    public static TheoryData<string> StepKinds => ["work", "sleep", "event", "signal", "child", "emit", "emit event"];

    [SkippableFact]
    public async Task A_step_can_not_be_called_like_a_wait_between_tries()
    {
        await using var rig = await StartAsync(ctx => ctx.Step.RunAsync("a (retry 1.2)", _ => Task.FromResult(1)), o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        Assert.Equal(typeof(ArgumentException).FullName, (await rig.ErrorAsync(id)).Type);
    }

    [SkippableTheory]
    [InlineData("twice", typeof(DuplicateStepException))]
    [InlineData("changed", typeof(StepChangedException))]
    [InlineData("result", typeof(StepResultException))]
    public async Task What_is_wrong_with_a_step_is_told_with_its_name(string how, Type type)
    {
        await using var rig = await StartAsync(async ctx =>
        {
            if (ctx.Run.Attempt == 1 || how == "twice")
            {
                await ctx.Step.RunAsync("a", _ => Task.FromResult("text"));
            }

            await ((ctx.Run.Attempt, how) switch
            {
                (1, _) => Task.FromException(new InvalidOperationException("Not yet.")),
                (_, "twice") => ctx.Step.RunAsync("a", _ => Task.FromResult("text")),
                (_, "changed") => ctx.Step.SleepAsync("a", Minute),
                _ => ctx.Step.RunAsync("a", _ => Task.FromResult(1)),
            });
            return 0;
        });

        var id = await RunAsync(rig);

        var error = await rig.ErrorAsync(id);
        Assert.Equal((type.FullName, "a"), (error.Type, error.Step));
    }

    [SkippableTheory]
    [MemberData(nameof(StepKinds))]
    public async Task The_same_name_twice_in_one_pass_fails_the_run_whatever_the_steps_are(string kind)
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.RunAsync("twin", _ => Task.CompletedTask);
            await BeginAsync(ctx, kind, "twin");
            return 0;
        });

        var id = await RunAsync(rig);

        var error = await rig.ErrorAsync(id);
        Assert.Equal((typeof(DuplicateStepException).FullName, 1), (error.Type, (await rig.GetAsync(id)).Attempt));
        Assert.Contains("'twin'", error.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(StepKinds))]
    public async Task A_step_inside_the_body_of_another_one_fails_the_run(string kind)
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.RunAsync("outer", async _ => await BeginAsync(ctx, kind, "inner"));
            return 0;
        });

        var id = await RunAsync(rig);

        var error = await rig.ErrorAsync(id);
        Assert.Equal((typeof(NestedStepException).FullName, "outer", 1), (error.Type, error.Step, (await rig.GetAsync(id)).Attempt));
        Assert.Contains("'inner'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'outer'", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_step_inside_a_body_is_found_through_other_tasks_too()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.RunAsync("outer", ct => Task.Run(() => ctx.Step.RunAsync("inner", _ => Task.CompletedTask), ct));
            return 0;
        });

        var id = await RunAsync(rig);

        Assert.Equal(typeof(NestedStepException).FullName, (await rig.ErrorAsync(id)).Type);
    }

    [SkippableFact]
    public async Task A_step_behind_another_one_is_not_inside_it()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            var first = await ctx.Step.RunAsync("first", async _ =>
            {
                await Task.Yield();
                return 3;
            });
            return await ctx.Step.RunAsync("second", _ => Task.FromResult(first + 4));
        });

        var id = await RunAsync(rig);

        Assert.Equal(7, await rig.OutputAsync<int>(id));
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData(257)]
    public async Task A_name_that_is_none_fails_the_attempt(object name)
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.RunAsync(name as string ?? new('x', (int)name), _ => Task.CompletedTask);
            return 0;
        }, o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        Assert.Equal(typeof(ArgumentException).FullName, (await rig.ErrorAsync(id)).Type);
    }

    [SkippableFact]
    public async Task A_name_may_have_256_characters_of_any_language()
    {
        var name = new string('ж', StepRunner.MaxNameLength);
        await using var rig = await StartAsync(ctx => ctx.Step.RunAsync(name, _ => Task.FromResult(7)));

        var id = await RunAsync(rig);

        Assert.Equal(7, await rig.OutputAsync<int>(id));
        Assert.Equal(name, Assert.Single(await rig.Client.GetRunStepsAsync(id)).Name);
    }

    [SkippableTheory]
    [InlineData("work", "sleep")]
    [InlineData("emit", "sleep")]
    [InlineData("sleep", "work")]
    [InlineData("sleep", "emit")]
    [InlineData("sleep", "emit event")]
    [InlineData("signal", "work")]
    [InlineData("event", "work")]
    [InlineData("child", "work")]
    public async Task A_step_that_a_deploy_turned_into_another_kind_fails_the_run(string before, string now)
    {
        var deployed = false;
        await using var rig = await StartAsync(async ctx =>
        {
            await Task.WhenAll(BeginAsync(ctx, deployed ? now : before, "step"), ctx.Step.SleepAsync("deploy", Hour));
            return 0;
        });
        var id = await RunAsync(rig);

        deployed = true;
        await rig.WorkAfterAsync(Hour);

        var error = await rig.ErrorAsync(id);
        Assert.Equal((typeof(StepChangedException).FullName, 1), (error.Type, (await rig.GetAsync(id)).Attempt));
        Assert.Contains("'step'", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_stored_result_that_does_not_fit_the_type_any_more_fails_the_run()
    {
        var deployed = false;
        await using var rig = await StartAsync(async ctx =>
        {
            if (deployed)
            {
                return await ctx.Step.RunAsync("result", _ => Task.FromResult(7));
            }

            await ctx.Step.RunAsync("result", _ => Task.FromResult("seven"));
            await ctx.Step.SleepAsync("deploy", Hour);
            return 0;
        });
        var id = await RunAsync(rig);

        deployed = true;
        await rig.WorkAfterAsync(Hour);

        var error = await rig.ErrorAsync(id);
        Assert.Equal((typeof(StepResultException).FullName, 1), (error.Type, (await rig.GetAsync(id)).Attempt));
        Assert.Contains("'result'", error.Message, StringComparison.Ordinal);
        Assert.Contains("System.Int32", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_signal_that_does_not_fit_the_type_fails_the_run()
    {
        await using var rig = await StartAsync(ctx => ctx.Step.WaitForSignalAsync<int>("step", "count"));
        var id = await RunAsync(rig);

        await rig.Client.SignalRunAsync(id, "count", "seven");
        await rig.WorkAsync();

        Assert.Equal(typeof(StepResultException).FullName, (await rig.ErrorAsync(id)).Type);
    }

    /// <summary>Begins a step of a kind.</summary>
    private static Task BeginAsync(WorkflowContext<int> ctx, string kind, string name) => kind switch
    {
        "work" => ctx.Step.RunAsync(name, _ => Task.CompletedTask),
        "sleep" => ctx.Step.SleepAsync(name, Minute),
        "event" => ctx.Step.WaitForEventAsync<int>(name, "paid"),
        "signal" => ctx.Step.WaitForSignalAsync<int>(name, "approval"),
        "child" => ctx.Step.RunWorkflowAsync<int>(name, Work, 1, new() { Delay = Hour * 2 }),
        "emit" => ctx.Step.EmitWorkflowAsync(name, Work, 1, new() { Delay = Hour * 2 }),
        _ => ctx.Step.EmitEventAsync(name, "paid", 1),
    };
}
