using Redflow.Limits;
using Redflow.Queues;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_queue_tells_how_many_runs_are_ready_queued_and_running_in_it()
    {
        await DefineAsync(info => info with { Limits = Limits(1, null, null) }, "limited");
        await StartAsync();
        await EmitSomeAsync(2);
        await EmitSomeAsync(2, _ => New("limited"));

        var queue = await GetQueueAsync();

        Assert.Equal((3, 4, 1), (queue.Ready, queue.Queued, queue.Running));
    }

    [SkippableFact]
    public async Task The_oldest_ready_run_of_a_queue_is_found_whatever_its_priority()
    {
        await EmitAsync(run => run with { Priority = 5 });
        await AdvanceAsync(2 * Second);
        await EmitAsync(run => run with { Priority = -3 });
        await EmitAsync();
        await AdvanceAsync(Second);

        var all = (await GetQueueAsync()).OldestAge;
        await ClaimAsync(2);
        var last = (await GetQueueAsync()).OldestAge;
        await ClaimAsync();

        Assert.Equal((3 * Second, 3 * Second, null), (all, last, (await GetQueueAsync()).OldestAge));
    }

    [SkippableFact]
    public async Task The_oldest_ready_run_is_a_new_one_when_those_before_it_are_claimed()
    {
        await EmitAsync(run => run with { Priority = -1_000 });
        await AdvanceAsync(2 * Second);
        await EmitAsync(run => run with { Priority = 1_000 });
        await AdvanceAsync(Second);

        await ClaimAsync(1);

        Assert.Equal(Second, (await GetQueueAsync()).OldestAge);
    }

    [SkippableFact]
    public async Task A_queue_tells_since_when_it_is_paused_and_why()
    {
        await Store.PauseQueueAsync(Queue, "no paper");
        var pause = new Pause(Test.Now, "no paper");
        await AdvanceAsync(Second);

        var paused = (await GetQueueAsync()).Pause;
        await Store.ResumeQueueAsync(Queue);

        Assert.Equal((pause, null), (paused, (await GetQueueAsync()).Pause));
    }

    [SkippableFact]
    public async Task A_queue_tells_which_workers_serve_it_while_they_hold_a_lease()
    {
        await Store.RegisterWorkerAsync(new("another", "tests", "here", 1, ["mail", Queue], 10, 2 * Lease));
        await Store.RegisterWorkerAsync(new("elsewhere", "tests", "here", 1, ["mail"], 10, Lease));

        var both = await GetQueueAsync();
        await Test.AdvanceAsync(Lease);
        var left = await GetQueueAsync();
        await Test.AdvanceAsync(Lease);
        var none = await GetQueueAsync();

        Assert.Equal((2, 1, 0), (both.WorkerCount, left.WorkerCount, none.WorkerCount));
        Assert.Equal(["another", Worker], both.Workers);
        Assert.Equal(["another"], left.Workers);
        Assert.Empty(none.Workers);
    }

    [SkippableFact]
    public async Task Queues_are_listed_by_name_behind_one()
    {
        foreach (var name in (string[])["b", "Z", "a"])
        {
            await Store.PauseQueueAsync(name, null);
        }

        var first = await Store.ListQueuesAsync(null, 2).Bounded();
        var rest = await Store.ListQueuesAsync("a", 5).Bounded();

        Assert.Equal(["Z", "a"], first.Select(queue => queue.Name));
        Assert.Equal(["b", Queue], rest.Select(queue => queue.Name));
    }

    [SkippableFact]
    public async Task A_queue_that_nobody_has_named_is_not_found() => Assert.Null(await Store.FindQueueAsync("nobody"));

    private async Task<QueueInfo> GetQueueAsync() => (await Store.FindQueueAsync(Queue).Bounded())!;
}
