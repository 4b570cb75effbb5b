using Microsoft.Extensions.DependencyInjection;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

public sealed record Signup(string UserId);

public sealed record Account(string Email);

public interface IAccounts
{
    Task<Account> FetchAsync(string userId, CancellationToken cancellationToken);
}

public sealed class Outbox
{
    public List<string> Sent { get; } = [];

    public Task SendAsync(string address, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Sent.Contains($"{address} {key}"))
        {
            Sent.Add($"{address} {key}");
        }

        return Task.CompletedTask;
    }
}

[Workflow("welcome")]
public sealed class Welcome(IAccounts accounts, Outbox outbox) : IWorkflow<Signup, bool>
{
    public async Task<bool> RunAsync(WorkflowContext<Signup> ctx)
    {
        var account = await ctx.Step.RunAsync("fetch-account", ct => accounts.FetchAsync(ctx.Input.UserId, ct));
        await ctx.Step.SleepAsync("first-month", TimeSpan.FromDays(30));
        await ctx.Step.RunAsync("send", ct => outbox.SendAsync(account.Email, ctx.Step.IdempotencyKey, ct));
        var answer = await ctx.Step.WaitForSignalAsync<bool>("answer", "answered");
        await ctx.Step.EmitWorkflowAsync("analytics", "track", new { ctx.Input.UserId, answer });
        return answer;
    }
}

/// <summary>The code of docs/how-to/testing.md, run.</summary>
public sealed class TestingSample
{
    [Fact]
    public async Task A_member_is_welcomed_after_a_month()
    {
        var outbox = new Outbox();
        var run = await WorkflowTest.For<Welcome, Signup, bool>(services => services.AddSingleton(outbox).AddSingleton<IAccounts, NoAccounts>())
            .OverrideStep("fetch-account", new Account("ada@example.com"))
            .WithSignal("answered", true)
            .RunAsync(new("user_123"));

        Assert.True(run.Output);
        Assert.Single(outbox.Sent);
        Assert.Equal(TimeSpan.FromDays(30), run.Elapsed);
        Assert.Equal(["fetch-account", "first-month", "send", "answer", "analytics"], run.Steps.Select(step => step.Name));
        Assert.Equal("track", Assert.Single(run.EmittedWorkflows).Workflow);
    }

    [Fact]
    public async Task A_failure_is_retried_then_told()
    {
        var run = await WorkflowTest.For<Welcome, Signup, bool>(services => services.AddSingleton<Outbox>().AddSingleton<IAccounts, NoAccounts>())
            .OverrideStep("fetch-account", new TimeoutException("The directory is down."))
            .RunAsync(new("user_123"));

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal(3, run.Run.Attempt);
        Assert.Equal("The directory is down.", run.Error!.Message);
    }

    [Fact]
    public async Task Without_the_signal_it_is_left_waiting()
    {
        var run = await WorkflowTest.For<Welcome, Signup, bool>(services => services.AddSingleton<Outbox>().AddSingleton<IAccounts, NoAccounts>())
            .OverrideStep("fetch-account", () => new Account("ada@example.com"))
            .RunAsync(new("user_123"));

        Assert.Equal("answered", Assert.Single(run.WaitsFor).Target);
    }

    [Fact]
    public Task It_survives_a_crash_after_every_step() => WorkflowTest
        .For<Welcome, Signup, bool>(services => services.AddSingleton<Outbox>().AddSingleton<IAccounts, NoAccounts>())
        .OverrideStep("fetch-account", new Account("ada@example.com"))
        .WithSignal("answered", true)
        .AssertSurvivesCrashAfterEveryStepAsync(new("user_123"), services => services.GetRequiredService<Outbox>().Sent.Count);

    [Fact]
    public async Task Worker_scheduler_and_client_work_together()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("double", ctx => Task.FromResult(ctx.Input * 2)));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("double", 21);

        Assert.Equal(42, await handle.GetResultAsync(TimeSpan.FromSeconds(30)));
    }

    private sealed class NoAccounts : IAccounts
    {
        public Task<Account> FetchAsync(string userId, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("A test overrides the step.");
    }
}
