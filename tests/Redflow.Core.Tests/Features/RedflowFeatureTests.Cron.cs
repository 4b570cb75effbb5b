using Redflow.Schedules;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class RedflowFeatureTests
{
    [Workflow("report")]
    [Cron("0 * * * *", Id = "hourly")]
    [Cron("0 7 * * MON", TimeZone = "Europe/Berlin", Input = "7")]
    private sealed class Reporter : IWorkflow<int?, int?>
    {
        public Task<int?> RunAsync(WorkflowContext<int?> ctx) => Task.FromResult(ctx.Input);
    }

    [Fact]
    public async Task A_workflow_has_several_cron_triggers_with_ids_zones_and_inputs()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow
            .AddWorkflow<Reporter>(o => o.Cron.Add(new("*/5 * * * *", TimeZone: "UTC", Input: 5))));

        var schedules = (await host.Client.Schedules.ListAsync(new() { Workflow = "report" })).Schedules;

        Assert.Equal(
            [
                ("report:*/5 * * * *", Schedule.Cron("*/5 * * * *"), "5"),
                ("report:0 7 * * MON", Schedule.Cron("0 7 * * MON", "Europe/Berlin"), "7"),
                ("report:hourly", Schedule.Cron("0 * * * *"), "null"),
            ],
            schedules.Select(schedule => (schedule.Id, schedule.Schedule, schedule.Input.ToString())));
    }

    [Fact]
    public async Task A_cron_tick_starts_a_run_with_its_input_and_one_at_the_limit_is_skipped_and_recorded()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>(
            "tick",
            async ctx =>
            {
                await release.Task.WaitAsync(ctx.CancellationToken);
                return ctx.Input;
            },
            o => o.Cron.Add(new("* * * * * *", "seconds", Input: 7))));

        await Wait.UntilAsync(
            async () => (await host.Client.Schedules.ListTicksAsync("tick:seconds")).Any(tick => tick.Reason == SkipReason.AtLimit), "a tick was skipped");
        release.SetResult();

        var fired = (await host.Client.Schedules.ListTicksAsync("tick:seconds")).Last(tick => tick.Outcome == TickOutcome.Fired);
        Assert.Equal(7, await host.Client.GetHandle<int>(fired.Run!.Value).GetResultAsync(Wait.Limit));
        Assert.Equal(fired.PlannedAt, new DateTimeOffset(fired.PlannedAt.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero));
    }

    [SkippableFact]
    public async Task Triggers_that_are_removed_from_the_code_are_pruned_by_the_next_worker()
    {
        await using (await StartOnRedisAsync(redflow => redflow.AddWorkflow<int, int>("tick", ctx => Task.FromResult(1), o =>
        {
            o.Cron.Add(new("0 3 * * *", "stays", Input: 1));
            o.Cron.Add(new("0 4 * * *", "goes", Input: 1));
        })))
        {
        }

        await using var next = await StartOnRedisAsync(redflow => redflow.AddWorkflow<int, int>("tick", ctx => Task.FromResult(1), o => o.Cron.Add(new("0 3 * * *", "stays", Input: 1))));

        Assert.Equal("tick:stays", Assert.Single((await next.Client.Schedules.ListAsync()).Schedules).Id);
    }
}
