using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public sealed class MemoryStoreTests(MemoryServer server) : StoreConformance(server), IClassFixture<MemoryServer>
{
    [Fact]
    public async Task A_run_is_gone_with_its_key_and_its_count_when_its_retention_is_over()
    {
        var id = await EmitAsync(run => run with { IdempotencyKey = "k" });
        await FinishAsync(await ClaimOneAsync(), Succeeded);

        await Test.AdvanceAsync(Retention - TimeSpan.FromMilliseconds(1));
        Assert.Equal(RunStatus.Succeeded, await StatusAsync(id));
        await Test.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        Assert.Null(await Store.FindRunAsync(id));
        Assert.Null(await Store.FindStepsAsync(id));
        Assert.Equal(0, (await Store.GetStatsAsync()).Runs[RunStatus.Succeeded]);
        await Assert.ThrowsAsync<RunNotFoundException>(() => Store.AwaitAsync(id, Wait.Limit));
        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(New() with { IdempotencyKey = "k" }));
    }

    [Fact]
    public async Task A_key_is_free_when_the_time_that_the_emit_said_is_over()
    {
        var holder = await EmitAsync(run => run with { IdempotencyKey = "k", KeyTtl = Hour });

        await Test.AdvanceAsync(Hour - Millisecond);
        Assert.Equal(new EmitReply.Existing(holder), await Store.EmitAsync(New() with { IdempotencyKey = "k" }));
        await Test.AdvanceAsync(Millisecond);

        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(New() with { IdempotencyKey = "k" }));
    }

    [Fact]
    public async Task The_time_out_of_a_wait_goes_by_the_clock()
    {
        var id = await EmitAsync();
        var wait = Store.AwaitAsync(id, TimeSpan.FromDays(100));
        var forever = Store.AwaitAsync(id, Timeout.InfiniteTimeSpan);

        await Test.AdvanceAsync(TimeSpan.FromDays(100) - TimeSpan.FromMilliseconds(1));
        Assert.False(wait.IsCompleted);

        // A wait longer than a timer can be sets its next one when the first is over, perhaps after the clock has moved on.
        await Wait.UntilAsync(
            async () =>
            {
                await Test.AdvanceAsync(TimeSpan.FromMilliseconds(1));
                return wait.IsCompleted;
            },
            "the wait is over");
        Assert.Null(await wait);
        Assert.False(forever.IsCompleted);
        Assert.Equal(1, Test.AwaitedRuns);
        await Store.CancelAsync(id, null);
        Assert.IsType<RunOutcome.Canceled>(await forever.Bounded());
    }

    [Fact]
    public async Task A_waiter_is_told_of_the_end_of_a_run_that_is_not_kept()
    {
        await Store.RegisterWorkflowsAsync([Info(Workflow) with { Retention = TimeSpan.Zero }]);
        var id = await EmitAsync();
        var wait = Store.AwaitAsync(id, Wait.Limit);

        await FinishAsync(await ClaimOneAsync(), Succeeded);

        Assert.IsType<RunOutcome.Succeeded>(await wait.Bounded());
        Assert.Null(await Store.FindRunAsync(id));
    }

    [Fact]
    public async Task A_subscriber_may_wait_for_another_call_of_the_store()
    {
        var seen = new TaskCompletionSource<RunStats>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Store.SubscribeAsync(
            Worker, _ => seen.TrySetResult(Task.Run(() => Store.GetStatsAsync()).Bounded().GetAwaiter().GetResult()));
        await ClaimAsync();

        await EmitAsync();

        Assert.Equal(1, (await seen.Task.Bounded()).Queues[Queue]);
    }

    [Fact]
    public async Task What_a_subscriber_throws_does_not_reach_who_made_the_change()
    {
        var told = false;
        await using var first = await Store.SubscribeTimersAsync(() => throw new InvalidOperationException("Not today."));
        await using var second = await Store.SubscribeTimersAsync(() => told = true);

        await EmitAsync(run => run with { Delay = TimeSpan.FromHours(1) });

        Assert.True(told);
    }

    [Fact]
    public async Task A_subscription_that_ended_is_called_no_more()
    {
        var calls = 0;
        var subscription = await Store.SubscribeTimersAsync(() => calls++);
        await EmitAsync(run => run with { Delay = TimeSpan.FromHours(2) });

        await subscription.DisposeAsync();
        await EmitAsync(run => run with { Delay = TimeSpan.FromHours(1) });

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task An_event_is_forgotten_after_7_days()
    {
        var id = Store.NewEventId("paid", "42");
        await Store.EmitEventAsync(new(id, "paid", "42", "{}"u8.ToArray()));

        await Test.AdvanceAsync(TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1));
        Assert.Equal([id], (await Store.ListEventsAsync(new())).Events.Select(found => found.Id));
        await Test.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        Assert.Empty((await Store.ListEventsAsync(new() { Name = "paid" })).Events);
        Assert.Null(await Store.FindEventAsync(id));
        Assert.Equal(new(1, null), await Store.RelayAsync(10));
    }

    [Fact]
    public async Task What_happened_is_forgotten_after_7_days()
    {
        await EmitAsync();
        await ClaimOneAsync();
        var before = TestStore.Start.AddDays(30);
        Assert.Single(await Store.ListMinutesAsync(TestStore.Start, before));

        await Test.AdvanceAsync(TimeSpan.FromDays(7));

        Assert.Empty(await Store.ListMinutesAsync(TestStore.Start, before));
    }

    [Fact]
    public async Task A_run_that_was_retried_and_ended_again_is_kept_from_its_second_end_on()
    {
        var id = await EmitAsync();
        await Store.CancelAsync(id, "oops");
        await Test.AdvanceAsync(Retention - TimeSpan.FromMilliseconds(1));
        await Store.RetryAsync(id);
        await Store.CancelAsync(id, "again");

        await Test.AdvanceAsync(Retention - TimeSpan.FromMilliseconds(1));
        Assert.Equal(RunStatus.Canceled, await StatusAsync(id));
        await Test.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        Assert.Null(await Store.FindRunAsync(id));
    }

    [Fact]
    public async Task A_call_that_is_canceled_before_it_begins_leaves_no_trace()
    {
        var run = New();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.EmitAsync(run, new(canceled: true)));

        Assert.Null(await Store.FindRunAsync(run.Id));
    }
}
