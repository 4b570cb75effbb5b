using Microsoft.Extensions.DependencyInjection;
using Redflow.Retries;
using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.TestKit;

public sealed class WorkflowTestTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    [Fact]
    public async Task A_workflow_class_runs_with_its_services_and_overridden_steps()
    {
        var mailer = new Mailer();

        var run = await WorkflowTest.For<SendWelcomeEmail, WelcomeInput, WelcomeResult>(services => services.AddSingleton(mailer))
            .OverrideStep("fetch-user", new User("mock@test.com"))
            .RunAsync(new("test"))
            .Bounded();

        Assert.True(run.Succeeded);
        Assert.Equal(["mock@test.com"], mailer.Sent);
        Assert.Equal(["fetch-user", "send-email"], run.Steps.Select(step => step.Name));
    }

    [Fact]
    public async Task The_output_has_its_type_where_the_test_says_it()
    {
        var run = await WorkflowTest.For<SendWelcomeEmail, WelcomeInput, WelcomeResult>(services => services.AddSingleton(new Mailer()))
            .OverrideStep("fetch-user", new User("mock@test.com"))
            .RunAsync(new("test"))
            .Bounded();

        Assert.Equal(new WelcomeResult(true), run.Output);
    }

    [Fact]
    public async Task A_sleep_of_a_month_is_skipped()
    {
        var run = await WorkflowTest.For<int, DateTimeOffset>(async ctx =>
        {
            await ctx.Step.SleepAsync("nap", Month);
            return ctx.UtcNow;
        }).StartingAt(Start).RunAsync(0).Bounded();

        Assert.Equal((Start + Month, Month), (run.Output, run.Elapsed));
    }

    [Fact]
    public async Task An_override_is_a_value_a_function_or_an_exception()
    {
        var tries = 0;
        var test = WorkflowTest.For<int, int>(
                async ctx => await ctx.Step.RunAsync("a", _ => Task.FromResult(1))
                    + await ctx.Step.RunAsync("b", _ => Task.FromResult(1))
                    + await ctx.Step.RunAsync("c", _ => Task.FromResult(1)),
                o => o.MaxAttempts = 2)
            .OverrideStep("a", 10)
            .OverrideStep("b", () => ++tries * 100);

        var good = await test.RunAsync(0).Bounded();
        var bad = await test.OverrideStep("c", new InvalidOperationException("no luck")).RunAsync(0).Bounded();

        Assert.Equal(111, good.Output);
        Assert.Equal((RunStatus.Failed, "no luck", 2), (bad.Status, bad.Error!.Message, bad.Run.Attempt));
        Assert.Contains("no luck", Assert.Throws<InvalidOperationException>(() => bad.Output).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_override_takes_the_place_of_a_sleep_a_wait_a_child_and_an_emit()
    {
        var run = await WorkflowTest.For<int, int>(async ctx =>
        {
            await ctx.Step.SleepAsync("nap", Month);
            var child = await ctx.Step.RunWorkflowAsync<int>("child", "other", 1);
            var paid = await ctx.Step.WaitForEventAsync<int>("paid", "order.paid");
            return child + paid;
        }).OverrideStep("nap", null).OverrideStep("child", 40).OverrideStep("paid", 2).RunAsync(0).Bounded();

        Assert.Equal((42, TimeSpan.Zero), (run.Output, run.Elapsed));
        Assert.Empty(run.EmittedWorkflows);
    }

    [Fact]
    public async Task An_override_of_the_wrong_type_says_so_and_one_that_is_not_used_is_listed()
    {
        var run = await WorkflowTest.For<int, int>(ctx => ctx.Step.RunAsync("a", _ => Task.FromResult(1)), o => o.MaxAttempts = 1)
            .OverrideStep("a", "text")
            .OverrideStep("b", 1)
            .RunAsync(0)
            .Bounded();

        Assert.Equal("Step 'a' gives System.Int32, and the test overrides it with System.String.", run.Error!.Message);
        Assert.Equal(["b"], run.UnusedOverrides);
    }

    [Fact]
    public async Task Events_and_signals_come_when_the_run_waits_for_them()
    {
        var run = await WorkflowTest.For<int, string>(async ctx =>
        {
            await ctx.Step.SleepAsync("nap", Month);
            var paid = await ctx.Step.WaitForEventAsync<string>("paid", "order.paid", "42");
            return paid + await ctx.Step.WaitForSignalAsync<string>("approval", "approve");
        }).WithSignal("approve", " by me").WithEvent("order.paid", "paid", "42").RunAsync(0).Bounded();

        Assert.Equal("paid by me", run.Output);
    }

    [Fact]
    public async Task A_run_that_waits_for_what_the_test_does_not_give_is_left_waiting()
    {
        var run = await WorkflowTest.For<int, int>(ctx => ctx.Step.WaitForSignalAsync<int>("approval", "approve")).RunAsync(0).Bounded();

        Assert.Equal((RunStatus.Waiting, "approve"), (run.Status, Assert.Single(run.WaitsFor).Target));
        Assert.Contains("step 'approval'", Assert.Throws<InvalidOperationException>(() => run.Output).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_emitted_is_captured()
    {
        var run = await WorkflowTest.For<int, int>(async ctx =>
        {
            await ctx.Step.EmitWorkflowAsync("emit", "analytics", new { order = 7 }, new() { Tags = ["t"] });
            await ctx.Step.EmitEventAsync("tell", "order.done", 7, "k");
            return 1;
        }).RunAsync(0).Bounded();

        var emitted = Assert.Single(run.EmittedWorkflows);
        Assert.Equal(("analytics", """{"order":7}""", "t"), (emitted.Workflow, emitted.Input.ToString(), Assert.Single(emitted.Tags)));
        Assert.Equal(new EmittedEvent("order.done", "k", new("7"u8.ToArray())).ToString(), Assert.Single(run.EmittedEvents).ToString());
    }

    [Fact]
    public async Task What_the_test_has_ready_is_not_captured_and_what_children_emit_is()
    {
        var run = await WorkflowTest.For<int, int>(async ctx =>
        {
            await ctx.Step.RunWorkflowAsync<int>("child", "teller", 1);
            return await ctx.Step.WaitForEventAsync<int>("paid", "order.paid");
        })
            .WithWorkflows(worker => worker.AddWorkflow<int, int>("teller", async child =>
            {
                await child.Step.EmitEventAsync("tell", "told", 7);
                return 0;
            }))
            .WithEvent("order.paid", 1)
            .RunAsync(0)
            .Bounded();

        Assert.True(run.Succeeded);
        Assert.Equal(["told"], run.EmittedEvents.Select(emitted => emitted.Name));
    }

    [Fact]
    public async Task Children_run_where_the_test_has_their_workflow()
    {
        var run = await WorkflowTest.For<int, int>(ctx => ctx.Step.RunWorkflowAsync<int>("child", "double", 21))
            .WithWorkflows(worker => worker.AddWorkflow<int, int>("double", child => Task.FromResult(child.Input * 2)))
            .RunAsync(0)
            .Bounded();

        Assert.Equal(42, run.Output);
    }

    [Fact]
    public async Task Retries_of_runs_and_steps_take_no_real_time()
    {
        var attempts = 0;
        var run = await WorkflowTest.For<int, int>(
            ctx => ctx.Step.RunAsync(
                "flaky",
                step => ++attempts < 5 ? Task.FromException<int>(new InvalidOperationException()) : Task.FromResult(ctx.Run.Attempt * 10 + step.Attempt),
                new() { Retry = new() { MaxAttempts = 3, Backoff = RetryBackoff.Constant(TimeSpan.FromHours(1)) } }),
            o => o.Backoff = RetryBackoff.Constant(TimeSpan.FromDays(1))).RunAsync(0).Bounded();

        Assert.Equal((22, TimeSpan.FromHours(2 + 24 + 1)), (run.Output, run.Elapsed));
    }

    [Fact]
    public async Task Compensations_are_listed_in_the_order_in_which_they_were_done()
    {
        var undone = new List<string>();
        var run = await WorkflowTest.For<int, int>(async ctx =>
        {
            ctx.Compensate("room", _ => Undo("room"));
            await ctx.Step.RunAsync("book room", _ => Task.CompletedTask);
            ctx.Compensate("flight", _ => Undo("flight"));
            await ctx.Step.RunAsync("book flight", _ => Task.CompletedTask);
            throw new NonRetriableException("sold out");
        }).RunAsync(0).Bounded();

        Assert.Equal((RunStatus.Failed, "sold out"), (run.Status, run.Error!.Message));
        Assert.Equal(["flight", "room"], run.Compensated);
        Assert.Equal(["flight", "room"], undone);

        Task Undo(string what)
        {
            undone.Add(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Each_run_of_a_test_begins_anew()
    {
        var test = WorkflowTest.For<int, int>(ctx => Task.FromResult(ctx.Input));

        var first = await test.RunAsync(1).Bounded();
        var second = await test.RunAsync(2).Bounded();

        Assert.Equal((1, 2), (first.Output, second.Output));
    }

    private static DateTimeOffset Start => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
