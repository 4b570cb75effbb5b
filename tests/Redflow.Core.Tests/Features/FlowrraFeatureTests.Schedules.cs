using Redflow.Schedules;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class FlowrraFeatureTests
{
    [Fact]
    public async Task Schedules_are_cron_interval_or_one_time_and_are_created_updated_got_listed_disabled_enabled_and_deleted()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input)));
        var schedules = host.Client.Schedules;
        await schedules.UpsertAsync("cron", Schedule.Cron("0 3 * * *", "Europe/Berlin"), "work", 1, new() { Description = "Nightly" });
        await schedules.UpsertAsync("interval", Schedule.Every(TimeSpan.FromHours(1)), "work", 1);
        await schedules.UpsertAsync("once", Schedule.Once(DateTimeOffset.UtcNow.AddDays(1)), "work", 1);

        await schedules.UpsertAsync("interval", Schedule.Every(TimeSpan.FromHours(2)), "work", 2);
        await schedules.DisableAsync("cron");
        await schedules.DeleteAsync("once");

        Assert.Equal(["cron", "interval"], (await schedules.ListAsync()).Schedules.Select(schedule => schedule.Id));
        Assert.Equal("interval", Assert.Single((await schedules.ListAsync(new() { IsEnabled = true })).Schedules).Id);
        Assert.Equal((Schedule.Every(TimeSpan.FromHours(2)), "2"), ((await schedules.GetAsync("interval")).Schedule, (await schedules.GetAsync("interval")).Input.ToString()));
        await schedules.EnableAsync("cron");
        var cron = await schedules.GetAsync("cron");
        Assert.Equal(("Nightly", true), (cron.Options.Description, cron.NextAt > cron.UpdatedAt));
    }

    [Fact]
    public async Task The_same_definition_of_a_schedule_has_the_same_id()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input)));

        var first = await host.Client.Schedules.UpsertAsync(null, Schedule.Cron("0 3 * * *"), "work", 1);
        var again = await host.Client.Schedules.UpsertAsync(null, Schedule.Cron("0 3 * * *"), "work", 1);

        Assert.Equal(first.Id, again.Id);
        Assert.Single((await host.Client.Schedules.ListAsync()).Schedules);
    }

    [Fact]
    public async Task A_schedule_tells_when_it_ran_last_and_runs_next()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input), o => o.MaxConcurrency = 0));

        await host.Client.Schedules.UpsertAsync("seconds", Schedule.Every(TimeSpan.FromSeconds(1)), "work", 1);
        await Wait.UntilAsync(async () => (await host.Client.Schedules.GetAsync("seconds")).FiredTicks > 0, "it has fired");

        var schedule = await host.Client.Schedules.GetAsync("seconds");
        Assert.Equal(TimeSpan.FromSeconds(schedule.FiredTicks), schedule.LastAt!.Value - schedule.CreatedAt);
        Assert.Equal(TimeSpan.FromSeconds(1), schedule.NextAt!.Value - schedule.LastAt!.Value);
        Assert.Equal(1, await host.Client.GetHandle<int>(schedule.LastRun!.Value).GetResultAsync(Wait.Limit));
    }
}
