using System.Collections.Concurrent;
using Redflow.Core.Tests.Hosting;
using Redflow.Limits;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public sealed class RedisPartitionsTests(PartitionedRedisServer server) : StoreTest(server), IClassFixture<PartitionedRedisServer>
{
    private readonly PartitionedRedisServer _server = server;

    [SkippableFact]
    public async Task Runs_of_a_workflow_that_nobody_has_registered_yet_live_where_its_limits_will_be_looked_for()
    {
        var early = new HashSet<int>();
        for (var i = 0; i < 30; i++)
        {
            early.Add((await Store.NewRunIdAsync("later", null)).Partition);
        }

        await DefineAsync(info => info with { Limits = new WorkflowLimits { MaxConcurrency = 1 } }, "later");
        await using var other = ((RedisTestStore)Test).Open(_server.Multiplexer);

        Assert.Equal([(await other.NewRunIdAsync("later", null)).Partition], early);
    }

    [SkippableFact]
    public async Task A_handler_that_is_emitted_again_after_its_workflow_became_limited_is_the_same_run()
    {
        var handler = await NameElsewhereAsync(New().Id.Partition);
        await DefineAsync(info => info, handler);
        await DefineAsync(info => info with { OnFailure = handler });
        await EndAsync(Failed);
        await RelayAndDieAsync();
        await DefineAsync(info => info with { Limits = new WorkflowLimits { MaxConcurrency = 1 } }, handler);

        await AdvanceAsync(5 * Second);
        await using var another = ((RedisTestStore)Test).Open(_server.Multiplexer);
        Assert.Equal(1, (await another.RelayAsync(10).Bounded()).Count);

        Assert.Single(await ListAsync(new() { Workflow = handler }));
    }

    [SkippableFact]
    public async Task What_is_claimed_in_one_partition_is_not_lost_with_another_that_is_away()
    {
        var (stuck, ready) = (await StartAsync(run => run with { Id = RunId.New(0) }), await EmitAsync(run => run with { Id = RunId.New(1) }));
        await ((RedisTestStore)Test).BreakAsync(0);

        var exchange = new Exchange(Worker, [Queue], 10, [new(stuck.Id, stuck.Fence, Succeeded)]);
        var replies = new[] { await Store.ExchangeAsync(exchange).Bounded(), await Store.ExchangeAsync(exchange with { Room = 0 }).Bounded() };

        Assert.Equal([ready], replies.SelectMany(reply => reply.Claimed).Select(run => run.Id));
        Assert.All(replies, reply => Assert.Equal((true, true), (reply.Known, reply.Failure is not null)));
        Assert.All(replies, reply => Assert.Equal(exchange.Finished, reply.Unanswered));
        await Test.AdvanceAsync(TimeSpan.Zero);
        Assert.True(await FinishAsync(stuck, Succeeded));
    }

    [SkippableFact]
    public async Task A_renewal_says_which_partitions_are_away_and_renews_the_others()
    {
        var (stuck, held) = (await StartAsync(run => run with { Id = RunId.New(0) }), await StartAsync(run => run with { Id = RunId.New(1) }));
        await ((RedisTestStore)Test).BreakAsync(0);

        var reply = await Store.RenewAsync(new(Worker, Hour, [new(stuck.Id, stuck.Fence), new(held.Id, held.Fence)], ReturnStrangers: true)).Bounded();

        Assert.Equal((true, 0, true), (reply.Known, reply.Returned, reply.Failure is not null));
        Assert.Equal([0], reply.Unanswered);
        Assert.Empty(reply.Lost);
        await Test.AdvanceAsync(Minute);
        Assert.Equal(1, (await ReapAsync()).Count);
        Assert.Equal((RunStatus.Queued, RunStatus.Running), (await StatusAsync(stuck.Id), await StatusAsync(held.Id)));
    }

    [SkippableFact]
    public async Task Lost_workers_are_reaped_though_a_partition_is_away_and_there_they_get_time_when_it_is_back()
    {
        var (stuck, lost) = (await StartAsync(run => run with { Id = RunId.New(0) }), await StartAsync(run => run with { Id = RunId.New(1) }));
        var look = new ReapRequest(10, Hour, 3 * Second);
        await Store.ReapAsync(look).Bounded();
        await Test.AdvanceAsync(Lease);
        await ((RedisTestStore)Test).BreakAsync(0);

        Assert.Equal(1, (await Store.ReapAsync(look).Bounded()).Count);
        await Test.AdvanceAsync(TimeSpan.Zero);
        Assert.Equal(0, (await Store.ReapAsync(look).Bounded()).Count);
        await Test.AdvanceAsync(3 * Second);
        Assert.Equal(1, (await Store.ReapAsync(look).Bounded()).Count);

        Assert.Equal((RunStatus.Queued, RunStatus.Queued), (await StatusAsync(stuck.Id), await StatusAsync(lost.Id)));
    }

    [SkippableFact]
    public async Task Schedules_fire_though_a_partition_is_away()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour), id: $"s{i}", workflow: $"w{i}"))));
        var all = await Store.ListDueSchedulesAsync(100).Bounded();
        await ((RedisTestStore)Test).BreakAsync(0);

        var due = await Store.ListDueSchedulesAsync(100).Bounded();

        Assert.Equal(20, all.Schedules.Count);
        Assert.Equal(
            all.Schedules.Where(schedule => schedule.Partition != 0).Select(schedule => schedule.Definition.Id).Order(),
            due.Schedules.Select(schedule => schedule.Definition.Id).Order());
        Assert.InRange(due.Schedules.Count, 1, 19);
    }

    [SkippableFact]
    public async Task When_all_partitions_are_away_calls_fail()
    {
        var store = Store;
        await Task.WhenAll(Enumerable.Range(0, Test.Partitions).Select(p => ((RedisTestStore)Test).BreakAsync(p)));

        await Assert.ThrowsAnyAsync<Exception>(() => store.ExchangeAsync(new(Worker, [Queue], 1, [])).Bounded());
        await Assert.ThrowsAnyAsync<Exception>(() => store.RenewAsync(new(Worker, Lease, [], ReturnStrangers: true)).Bounded());
        await Assert.ThrowsAnyAsync<Exception>(() => ReapAsync().Bounded());
    }

    [SkippableFact]
    public async Task A_partition_that_is_away_costs_no_other_its_runs()
    {
        var renewals = 0;
        var started = new ConcurrentDictionary<RunId, Task<CancellationReason>>();
        using var release = new SemaphoreSlim(0);
        var counting = AlteredStore.Of(Store, (operation, _) =>
        {
            if (operation == nameof(IRedflowStore.RenewAsync))
            {
                Interlocked.Increment(ref renewals);
            }

            return null;
        });
        await using var host = await WorkerHost.StartWorkerAsync(counting, TimeProvider.System, redflow => redflow.AddWorkflow(
            "work",
            async (WorkflowContext<int> ctx) =>
            {
                var reason = new TaskCompletionSource<CancellationReason>(TaskCreationOptions.RunContinuationsAsynchronously);
                ctx.CancellationToken.Register(() => reason.TrySetResult(ctx.CancellationReason));
                started[ctx.Run.Id] = reason.Task;
                await release.WaitAsync(ctx.CancellationToken);
                return ctx.Input;
            },
            o => o.MaxConcurrency = 0), o => (o.PollInterval, o.LeaseDuration) = (TimeSpan.FromMilliseconds(100), Second), _ => { });
        var (away, there) = (await EmitAsync(run => run with { Id = RunId.New(0), Workflow = "work", Input = "1"u8.ToArray() }), RunId.New(1));
        await EmitAsync(run => run with { Id = there, Workflow = "work", Input = "1"u8.ToArray() });
        await Wait.UntilAsync(() => Task.FromResult(started.Count == 2), "both have started");

        await ((RedisTestStore)Test).BreakAsync(0);

        Assert.Equal(CancellationReason.LeaseLost, await started[away].Bounded());
        await Wait.UntilAsync(() => Task.FromResult(Volatile.Read(ref renewals) > 20), "leases have been renewed for longer than one lasts");
        Assert.False(started[there].IsCompleted);
        release.Release();
        await Wait.UntilAsync(async () => await StatusAsync(there) == RunStatus.Succeeded, "the other run ends");
        await Test.AdvanceAsync(TimeSpan.Zero);
    }

    /// <summary>Delivers what is due, and dies before that is confirmed.</summary>
    private async Task RelayAndDieAsync()
    {
        await using var proxy = RedisProxy.Start(_server.Port);
        using var multiplexer = await proxy.ConnectAsync();
        await using var store = ((RedisTestStore)Test).Open(multiplexer);
        await store.CheckAsync().Bounded();
        var cut = proxy.CutAt("drop_effects", CutMoment.Request, times: 1, forGood: true);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.RelayAsync(10).Bounded());
        await cut.Bounded();
    }

    /// <summary>Finds a name whose runs live elsewhere when they are limited, as those of one that nobody knows count.</summary>
    private async Task<string> NameElsewhereAsync(int partition)
    {
        for (var i = 0; ; i++)
        {
            if ((await Store.NewRunIdAsync($"apologize-{i}", null)).Partition != partition)
            {
                return $"apologize-{i}";
            }
        }
    }
}
