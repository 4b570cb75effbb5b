using Redflow.Client;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Client;

/// <summary>What a handle shows of a run while it goes on, and what it gives it.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task A_watcher_sees_the_states_of_a_run_in_order_up_to_its_end()
    {
        await using var host = await StartAsync();
        var handle = await host.Client.EmitWorkflowAsync<int, int>("approve", 1);
        var updates = new List<RunUpdate>();

        await foreach (var update in handle.WatchAsync())
        {
            updates.Add(update);
            if (update.Run.Status == RunStatus.Waiting)
            {
                await handle.SignalAsync("approved", 41);
            }
        }

        var statuses = updates.Select(update => update.Run.Status).ToArray();
        var before = statuses.TakeWhile(status => status != RunStatus.Waiting).ToArray();
        Assert.Equal(before.Order(), before);
        Assert.Contains(RunStatus.Waiting, statuses);
        Assert.Equal((RunStatus.Succeeded, 42), (updates[^1].Run.Status, updates[^1].Run.Output!.Value.As<int>()));
        Assert.Equal([("ask", StepStatus.Succeeded), ("approval", StepStatus.Succeeded)], updates[^1].Steps.Select(step => (step.Name, step.Status)));
        Assert.Equal(updates.Count, updates.Select(update => (update.Run.Status, string.Join(' ', update.Steps))).Distinct().Count());
    }

    [Fact]
    public async Task A_watcher_of_a_run_that_has_ended_sees_its_end_alone()
    {
        await using var host = await StartAsync();
        var handle = await host.Client.EmitWorkflowAsync<int, int>("approve", 1, new() { Delay = TimeSpan.FromHours(1) });
        await handle.CancelAsync("enough");

        var updates = await ReadAsync(handle);

        Assert.Equal((RunStatus.Canceled, "enough"), (Assert.Single(updates).Run.Status, updates[0].Run.CancelReason));
    }

    [Fact]
    public async Task A_watcher_stops_with_its_token_and_the_run_goes_on()
    {
        await using var host = await StartAsync();
        var handle = await host.Client.EmitWorkflowAsync<int, int>("approve", 1, new() { Delay = TimeSpan.FromHours(1) });
        using var cancellation = new CancellationTokenSource();
        await using var watch = handle.WatchAsync(cancellation.Token).GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());
        var next = watch.MoveNextAsync().AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Bounded());
        Assert.Equal(RunStatus.Scheduled, (await handle.GetStateAsync()).Status);
    }

    [Fact]
    public async Task A_run_that_is_not_there_can_t_be_watched_or_signaled()
    {
        await using var host = await StartAsync();
        var handle = host.Client.GetHandle<int>(RunId.New(0));

        await Assert.ThrowsAsync<RunNotFoundException>(() => ReadAsync(handle));
        await Assert.ThrowsAsync<RunNotFoundException>(() => handle.SignalAsync("approved", 1));
    }

    [Fact]
    public async Task A_signal_comes_before_its_wait_or_after_it_and_not_to_a_run_that_has_ended()
    {
        await using var host = await StartAsync();
        var handle = await host.Client.EmitWorkflowAsync<int, int>("approve", 1, new() { Delay = TimeSpan.FromMilliseconds(1) });

        var early = await handle.SignalAsync("approved", 41);

        Assert.Equal(SignalResult.Delivered, early);
        Assert.Equal(42, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal(SignalResult.AlreadyFinished, await handle.SignalAsync("approved", 1));
    }

    [Fact]
    public async Task A_signal_needs_a_name()
    {
        await using var host = await StartAsync();
        var handle = host.Client.GetHandle<int>(RunId.New(0));

        await Assert.ThrowsAsync<ArgumentException>(() => handle.SignalAsync("", 1));
        await Assert.ThrowsAsync<ArgumentException>(() => handle.SignalAsync("a\nb", 1));
    }

    private static Task<RedflowTestHost> StartAsync() => RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("approve", async ctx =>
    {
        await ctx.Step.RunAsync("ask", _ => Task.CompletedTask);
        return ctx.Input + await ctx.Step.WaitForSignalAsync<int>("approval", "approved");
    }));

    private static async Task<List<RunUpdate>> ReadAsync(RunHandle<int> handle)
    {
        using var limit = new CancellationTokenSource(Wait.Limit);
        var updates = new List<RunUpdate>();
        await foreach (var update in handle.WatchAsync(limit.Token))
        {
            updates.Add(update);
        }

        return updates;
    }
}
