using Redflow.Client;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/how-to/sleeping.md, run.</summary>
public sealed class SleepingSample
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_trial_sleeps_twice_and_reminds_once()
    {
        var mail = new Mail();

        var run = await TestOf(mail).RunAsync(new("ada@example.com", Start.AddDays(15))).Bounded();

        Assert.Equal(("ended", TimeSpan.FromDays(15)), (run.Output, run.Elapsed));
        Assert.Equal(["ada@example.com: Your trial ends soon."], mail.Sent);
    }

    [Fact]
    public async Task A_time_that_has_passed_means_no_sleep()
    {
        var run = await TestOf(new()).RunAsync(new("ada@example.com", Start)).Bounded();

        Assert.Equal(TimeSpan.FromDays(14), run.Elapsed);
    }

    [Fact]
    public async Task A_sleeping_run_says_until_when_and_holds_no_slot()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => Define(redflow, new())).Bounded();
        var (first, second) = (await EmitAsync(host.Client, TimeSpan.Zero), await EmitAsync(host.Client, TimeSpan.Zero));

        await Wait.UntilAsync(async () => await IsAsleepAsync(first) && await IsAsleepAsync(second), "both sleep");

        var until = await ExplainAsync(host.Client, first.Id);
        Assert.InRange(until!.Value - (await first.GetStateAsync()).CreatedAt, TimeSpan.FromDays(14), TimeSpan.FromDays(14) + Wait.Limit);
    }

    [Fact]
    public async Task A_delayed_run_is_scheduled()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => Define(redflow, new())).Bounded();

        var handle = await EmitAsync(host.Client, TimeSpan.FromHours(1));

        Assert.Equal(RunStatus.Scheduled, (await handle.GetStateAsync()).Status);
        Assert.IsType<WaitReason.Delayed>(await host.Client.ExplainRunAsync(handle.Id));
    }

    private static WorkflowTest<Trial, string> TestOf(Mail mail) =>
        WorkflowTest.For(new WorkflowRef<Trial, string>("trial"), redflow => Define(redflow, mail)).StartingAt(Start);

    private static void Define(RedflowBuilder redflow, Mail mail)
    {
        redflow.AddWorkflow<Trial, string>("trial", async ctx =>
        {
            await ctx.Step.SleepAsync("two-weeks", TimeSpan.FromDays(14));
            await ctx.Step.RunAsync("remind", ct => mail.SendAsync(ctx.Input.Email, "Your trial ends soon.", ct));
            await ctx.Step.SleepUntilAsync("last-day", ctx.Input.EndsAt);
            return "ended";
        });
    }

    private static async Task<RunHandle<string>> EmitAsync(RedflowClient client, TimeSpan delay)
    {
        var trial = new Trial("ada@example.com", DateTimeOffset.UtcNow.AddDays(15));
        var handle = await client.EmitWorkflowAsync<Trial, string>("trial", trial, new() { Delay = delay });
        return handle;
    }

    private static async Task<DateTimeOffset?> ExplainAsync(RedflowClient client, RunId id)
    {
        var reason = await client.ExplainRunAsync(id);
        var until = (reason as WaitReason.Suspended)?.Steps[0].Until;
        return until;
    }

    private static async Task<bool> IsAsleepAsync(RunHandle<string> handle) => (await handle.GetStateAsync()).Status == RunStatus.Waiting;

    private sealed record Trial(string Email, DateTimeOffset EndsAt);

    private sealed class Mail
    {
        public List<string> Sent { get; } = [];

        public Task SendAsync(string address, string text, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Sent.Add($"{address}: {text}");
            return Task.CompletedTask;
        }
    }
}
