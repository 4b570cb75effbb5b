using Microsoft.Extensions.DependencyInjection;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.TestKit;

public sealed class CrashTests
{
    [Fact]
    public async Task A_workflow_whose_steps_hold_what_it_does_survives_a_crash_after_every_step() => await WorkflowTest
        .For<SendWelcomeEmail, WelcomeInput, WelcomeResult>(services => services.AddSingleton<Mailer>())
        .OverrideStep("fetch-user", new User("mock@test.com"))
        .AssertSurvivesCrashAfterEveryStepAsync(new("test"), services => services.GetRequiredService<Mailer>().Sent.Distinct())
        .Bounded();

    [Fact]
    public async Task What_is_done_twice_when_a_step_is_cut_off_is_found()
    {
        var test = WorkflowTest.For<SendWelcomeEmail, WelcomeInput, WelcomeResult>(services => services.AddSingleton<Mailer>())
            .OverrideStep("fetch-user", new User("mock@test.com"));

        var error = await Assert.ThrowsAsync<WorkflowAssertionException>(
            () => test.AssertSurvivesCrashAfterEveryStepAsync(new("test"), services => services.GetRequiredService<Mailer>().Sent)).Bounded();

        Assert.Contains("right before the commit of step 'send-email'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_outside_of_steps_that_changes_the_outcome_is_found()
    {
        var calls = 0;
        var test = WorkflowTest.For<int, int>(async ctx =>
        {
            calls++;
            await ctx.Step.RunAsync("a", _ => Task.FromResult(1));
            return calls;
        });

        var error = await Assert.ThrowsAsync<WorkflowAssertionException>(() => test.AssertSurvivesCrashAfterEveryStepAsync(0)).Bounded();

        Assert.Contains("step 'a'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sleeps_children_events_and_parallel_steps_survive_too() => await WorkflowTest
        .For<int, int>(async ctx =>
        {
            var results = await Task.WhenAll(
                ctx.Step.RunAsync("a", _ => Task.FromResult(1)),
                ctx.Step.RunAsync("b", _ => Task.FromResult(2)),
                ctx.Step.RunWorkflowAsync<int>("child", "double", 3));
            await ctx.Step.SleepAsync("nap", TimeSpan.FromDays(30));
            await ctx.Step.EmitWorkflowAsync("emit", "analytics", results.Sum());
            await ctx.Step.EmitEventAsync("tell", "done", results.Sum());
            return results.Sum() + await ctx.Step.WaitForEventAsync<int>("paid", "order.paid");
        })
        .WithWorkflows(worker => worker.AddWorkflow<int, int>("double", child => child.Step.RunAsync("work", _ => Task.FromResult(child.Input * 2))))
        .WithEvent("order.paid", 100)
        .AssertSurvivesCrashAfterEveryStepAsync(0)
        .Bounded();

    [Fact]
    public async Task What_is_derived_from_the_run_s_id_survives_too() => await WorkflowTest
        .For<int, string>(async ctx =>
        {
            await ctx.Step.RunAsync("a", _ => Task.CompletedTask);
            var child = await ctx.Step.EmitWorkflowAsync("emit", "analytics", 1);
            return $"{ctx.Run.Id} {ctx.NewGuid()} {ctx.Random.Next()} {child}";
        })
        .AssertSurvivesCrashAfterEveryStepAsync(0)
        .Bounded();

    [Fact]
    public async Task A_worker_is_killed_at_suspensions_too()
    {
        var passes = 0;
        var test = WorkflowTest.For<int, int>(async ctx =>
        {
            passes++;
            await ctx.Step.WaitForSignalAsync<int>("approval", "approve");
            return 0;
        }).WithSignal("approve", 1);

        var error = await Assert.ThrowsAsync<WorkflowAssertionException>(
            () => test.AssertSurvivesCrashAfterEveryStepAsync(0, _ => Interlocked.Exchange(ref passes, 0))).Bounded();

        Assert.Contains("right before the suspension in step 'approval'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_undone_otherwise_after_a_crash_is_found()
    {
        var passes = 0;
        var test = WorkflowTest.For<int, int>(async ctx =>
        {
            var room = $"room {Interlocked.Increment(ref passes)}";
            ctx.Compensate(passes <= 2 ? "room" : room, _ => Task.CompletedTask);
            await ctx.Step.RunAsync("book", _ => Task.CompletedTask);
            throw new NonRetriableException("sold out");
        });

        var error = await Assert.ThrowsAsync<WorkflowAssertionException>(() => test.AssertSurvivesCrashAfterEveryStepAsync(0)).Bounded();

        Assert.Contains("undone [room]", error.Message, StringComparison.Ordinal);
    }
}
