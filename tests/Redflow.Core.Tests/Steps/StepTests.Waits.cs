using Redflow.Runs;
using Redflow.Steps;
using Xunit;

namespace Redflow.Core.Tests.Steps;

public abstract partial class StepTests
{
    [SkippableFact]
    public async Task A_sleep_ends_so_long_after_the_handler_first_got_there()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.SleepAsync("nap", Hour);
            return 7;
        });
        var id = await RunAsync(rig);

        Assert.Equal(0, await rig.WorkAfterAsync(Hour - Second));
        Assert.Equal(1, await rig.WorkAfterAsync(Second));

        Assert.Equal(7, await rig.OutputAsync<int>(id));
    }

    [SkippableFact]
    public async Task A_sleep_until_a_time_ends_then()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.SleepUntilAsync("morning", Testing.TestStore.Start + Hour);
            return 7;
        });
        var id = await rig.EmitAsync(Work, 1);
        await rig.AdvanceAsync(Minute);
        await rig.WorkAsync();

        Assert.Equal(0, await rig.WorkAfterAsync(Hour - Minute - Second));
        Assert.Equal(1, await rig.WorkAfterAsync(Second));

        Assert.Equal(7, await rig.OutputAsync<int>(id));
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(-1_772_366_400)]
    [InlineData(-63_000_000_000)]
    public async Task A_sleep_until_a_time_that_has_passed_is_none(long seconds)
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.SleepUntilAsync("past", Testing.TestStore.Start.AddSeconds(seconds));
            return 7;
        });

        var id = await RunAsync(rig);

        Assert.Equal(7, await rig.OutputAsync<int>(id));
    }

    [SkippableFact]
    public async Task A_sleep_of_nothing_is_none()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.SleepAsync("nothing", TimeSpan.Zero);
            return 7;
        });

        var id = await RunAsync(rig);

        Assert.Equal(7, await rig.OutputAsync<int>(id));
    }

    [SkippableTheory]
    [InlineData(-1)]
    [InlineData(3_651)]
    public async Task A_sleep_takes_from_nothing_to_10_years(int days)
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.SleepAsync("nap", TimeSpan.FromDays(days));
            return 7;
        }, o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        Assert.Equal(typeof(ArgumentOutOfRangeException).FullName, (await rig.ErrorAsync(id)).Type);
    }

    [SkippableFact]
    public async Task An_event_that_comes_later_ends_the_wait_for_its_name_and_key()
    {
        await using var rig = await StartAsync(ctx => ctx.Step.WaitForEventAsync<int>("paid", "order.paid", $"order-{ctx.Input}"));
        var (one, two) = (await rig.EmitAsync(Work, 1), await rig.EmitAsync(Work, 2));
        await rig.WorkAsync();

        await rig.Client.EmitEventAsync("order.paid", 70, "order-1");
        await rig.Client.EmitEventAsync("order.paid", 71);
        await rig.Client.EmitEventAsync("order.shipped", 72, "order-2");
        await rig.WorkAsync();

        Assert.Equal(70, await rig.OutputAsync<int>(one));
        Assert.Equal(RunStatus.Waiting, (await rig.GetAsync(two)).Status);
    }

    [SkippableFact]
    public async Task An_event_without_a_key_ends_every_wait_without_one()
    {
        await using var rig = await StartAsync(ctx => ctx.Step.WaitForEventAsync<int>("opened", "shop.opened"));
        var (one, two) = (await rig.EmitAsync(Work, 1), await rig.EmitAsync(Work, 2));
        await rig.WorkAsync();

        await rig.Client.EmitEventAsync("shop.opened", 7);
        await rig.WorkAsync();

        Assert.Equal((7, 7), (await rig.OutputAsync<int>(one), await rig.OutputAsync<int>(two)));
    }

    [SkippableTheory]
    [InlineData(null, 299, true)]
    [InlineData(null, 301, false)]
    [InlineData(3_600, 3_599, true)]
    [InlineData(3_600, 3_601, false)]
    [InlineData(0, 1, false)]
    public async Task An_event_that_came_before_the_wait_is_taken_within_the_look_back(int? lookBack, int before, bool taken)
    {
        await using var rig = await StartAsync(ctx => ctx.Step.WaitForEventAsync<int>(
            "paid", "order.paid", "order-1", lookBack is { } given ? new() { LookBack = given * Second } : null));
        await rig.Client.EmitEventAsync("order.paid", 7, "order-1");
        await rig.AdvanceAsync(before * Second);

        var id = await RunAsync(rig);

        Assert.Equal(taken ? RunStatus.Succeeded : RunStatus.Waiting, (await rig.GetAsync(id)).Status);
    }

    [SkippableFact]
    public async Task An_event_that_does_not_come_in_time_is_a_time_out_also_if_it_comes_later()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            var outcome = "paid";
            try
            {
                await ctx.Step.WaitForEventAsync<int>("paid", "order.paid", "order-1", new() { Timeout = Minute });
            }
            catch (WaitTimeoutException exception)
            {
                outcome = $"{exception.Step} timed out";
            }

            await ctx.Step.SleepAsync("nap", Hour);
            return outcome;
        });
        var id = await RunAsync(rig);
        await rig.WorkAfterAsync(Minute);

        await rig.Client.EmitEventAsync("order.paid", 7, "order-1");
        await rig.WorkAfterAsync(Hour);

        Assert.Equal("paid timed out", await rig.OutputAsync<string>(id));
    }

    [SkippableTheory]
    [InlineData(-1, null)]
    [InlineData(8 * 86_400, null)]
    [InlineData(0, -1)]
    [InlineData(0, 3_651 * 86_400)]
    public async Task A_wait_for_an_event_has_limits(int lookBack, int? timeout)
    {
        await using var rig = await StartAsync(
            ctx => ctx.Step.WaitForEventAsync<int>("paid", "order.paid", null, new() { LookBack = lookBack * Second, Timeout = timeout * Second }),
            o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        Assert.Equal(typeof(ArgumentOutOfRangeException).FullName, (await rig.ErrorAsync(id)).Type);
    }

    [SkippableFact]
    public async Task A_signal_that_came_before_is_taken_at_once()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.SleepAsync("nap", Minute);
            return await ctx.Step.WaitForSignalAsync<string>("approval", "approval");
        });
        var id = await RunAsync(rig);
        await rig.Client.SignalRunAsync(id, "approval", "yes");

        await rig.WorkAfterAsync(Minute);

        Assert.Equal("yes", await rig.OutputAsync<string>(id));
    }

    [SkippableFact]
    public async Task Each_signal_ends_one_wait_the_first_one_that_asks_for_its_name()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            var first = await ctx.Step.WaitForSignalAsync<int>("first", "number");
            return $"{first} {await ctx.Step.WaitForSignalAsync<int>("second", "number")}";
        });
        var id = await RunAsync(rig);

        await rig.Client.SignalRunAsync(id, "number", 1);
        await rig.Client.SignalRunAsync(id, "other", 9);
        await rig.Client.SignalRunAsync(id, "number", 2);
        await rig.WorkAsync();

        Assert.Equal("1 2", await rig.OutputAsync<string>(id));
    }

    [SkippableFact]
    public async Task A_wait_goes_on_over_passes_with_the_time_that_it_began_with()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            var approval = ctx.Step.WaitForSignalAsync<int>("approval", "approval", Hour);
            for (var i = 1; i <= 3; i++)
            {
                await Task.WhenAny(approval, ctx.Step.SleepAsync($"reminder-{i}", 10 * Minute));
            }

            return await approval;
        }, o => o.MaxAttempts = 1);
        var id = await RunAsync(rig);
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(1, await rig.WorkAfterAsync(10 * Minute));
        }

        Assert.Equal(0, await rig.WorkAfterAsync((30 * Minute) - Second));
        Assert.Equal(1, await rig.WorkAfterAsync(Second));

        Assert.Equal(typeof(WaitTimeoutException).FullName, (await rig.ErrorAsync(id)).Type);
    }

    [SkippableFact]
    public async Task An_event_that_a_step_emits_wakes_another_run_once()
    {
        await using var rig = await StartAsync(
            async ctx =>
            {
                if (ctx.Input == 1)
                {
                    return await ctx.Step.WaitForEventAsync<int>("paid", "order.paid", "order-1");
                }

                await ctx.Step.EmitEventAsync("pay", "order.paid", 7, "order-1");
                await ctx.Step.SleepAsync("nap", Minute);
                return 0;
            });
        var waiting = await RunAsync(rig);

        await RunAsync(rig, 2);
        await rig.WorkAfterAsync(Minute);

        Assert.Equal(7, await rig.OutputAsync<int>(waiting));
        var emitted = Assert.Single((await rig.Client.ListEventsAsync(new() { Name = "order.paid" })).Events);
        Assert.Equal("order-1", emitted.CorrelationKey);
    }

    [SkippableFact]
    public async Task A_step_that_emits_an_event_returns_its_id()
    {
        await using var rig = await StartAsync(async ctx => (await ctx.Step.EmitEventAsync("pay", "order.paid", 7)).ToString());

        var id = await RunAsync(rig);

        Assert.Equal(
            Assert.Single((await rig.Client.ListEventsAsync(new() { Name = "order.paid" })).Events).Id.ToString(), await rig.OutputAsync<string>(id));
    }

    [SkippableFact]
    public async Task A_run_that_waits_holds_no_worker()
    {
        await using var rig = await StartAsync(ctx => ctx.Step.WaitForSignalAsync<int>("approval", "approval"));

        var id = await RunAsync(rig);

        var waiting = Assert.IsType<WaitReason.Suspended>(await rig.Client.ExplainRunAsync(id));
        Assert.Equal("approval", Assert.Single(waiting.Steps).Step);
        Assert.Equal(0, (await rig.Client.GetStatsAsync()).Runs[RunStatus.Running]);
    }

    [SkippableFact]
    public async Task A_signal_that_is_given_again_with_its_id_is_the_same_signal()
    {
        await using var rig = await StartAsync(async ctx =>
            await ctx.Step.WaitForSignalAsync<int>("first", "number") + await ctx.Step.WaitForSignalAsync<int>("second", "number"));
        var (id, signal) = (await RunAsync(rig), Guid.NewGuid());

        await rig.Client.SignalRunAsync(id, "number", 1, signal);
        await rig.Client.SignalRunAsync(id, "number", 1, signal);
        await rig.WorkAsync();

        Assert.Equal(RunStatus.Waiting, (await rig.GetAsync(id)).Status);
    }

    [SkippableFact]
    public async Task An_event_that_is_emitted_again_with_its_id_is_the_same_event()
    {
        await using var rig = await StartAsync(ctx => Task.FromResult(ctx.Input), o => o.Events.Add("order.paid"));
        var id = rig.Client.NewEventId("order.paid", "order-1");

        var first = await rig.Client.EmitEventAsync("order.paid", 7, "order-1", id);
        var second = await rig.Client.EmitEventAsync("order.paid", 7, "order-1", id);
        await rig.WorkAsync();

        Assert.Equal((id, id), (first, second));
        Assert.Single((await rig.Client.ListEventsAsync(new() { Name = "order.paid" })).Events);
        Assert.Single((await rig.Client.ListRunsAsync(new() { Workflow = Work })).Runs);
    }

    [SkippableFact]
    public async Task An_event_s_id_of_another_partition_is_refused()
    {
        await using var rig = await StartAsync(ctx => Task.FromResult(ctx.Input));

        await Assert.ThrowsAsync<ArgumentException>(() => rig.Client.EmitEventAsync("order.paid", 7, null, Events.EventId.New(7)));
    }
}
