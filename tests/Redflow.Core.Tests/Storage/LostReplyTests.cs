using Redflow.Client;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>
/// Calls whose connection is cut, before the server has them or before their answer is back: what was asked happens once, and the caller
/// hears how it ended, or that this is not known.
/// </summary>
public abstract partial class LostReplyTests(TestServer server) : StoreTest(server)
{
    private readonly TestServer _server = server;

    public static TheoryData<CutMoment> Moments => [CutMoment.Request, CutMoment.Reply];

    [SkippableTheory]
    [MemberData(nameof(Moments))]
    public async Task An_emit_that_is_cut_off_makes_one_run(CutMoment moment)
    {
        var run = New();

        await ThroughAsync("emit_runs", moment, async store =>
            Assert.Equal(moment == CutMoment.Reply, await store.EmitAsync(run) is EmitReply.SentAgain));

        Assert.Equal([run.Id], await ListAsync(new()));
        Assert.Equal([run.Id], await ClaimIdsAsync());
    }

    [SkippableTheory]
    [MemberData(nameof(Moments))]
    public async Task An_emit_that_is_cut_off_answers_its_run(CutMoment moment)
    {
        EmittedRun? emitted = null;

        await ThroughAsync("emit_runs", moment, async store =>
            emitted = await new RedflowClient(store, TimeProvider.System).EmitRunAsync(Workflow, new("1"u8.ToArray())));

        Assert.Equal((emitted!.Run.Id, false), (Assert.Single(await ListAsync(new())), emitted.AlreadyExisted));
        Assert.Equal((RunStatus.Queued, Queue, "1"), (emitted.Run.Status, emitted.Run.Queue, emitted.Run.Input.ToString()));
    }

    [SkippableTheory]
    [MemberData(nameof(Moments))]
    public async Task A_cancellation_of_a_queued_run_that_is_cut_off_answers_that_it_is_canceled(CutMoment moment)
    {
        var id = await EmitAsync();

        await ThroughAsync("cancel_run", moment, async store => Assert.Equal(CancelResult.Canceled, await store.CancelAsync(id, "enough")));

        Assert.Equal((RunStatus.Canceled, "enough"), (await StatusAsync(id), (await GetAsync(id)).CancelReason));
    }

    [SkippableTheory]
    [MemberData(nameof(Moments))]
    public async Task A_cancellation_of_a_running_run_that_is_cut_off_is_requested(CutMoment moment)
    {
        var run = await StartAsync();

        await ThroughAsync("cancel_run", moment, async store => Assert.Equal(CancelResult.Requested, await store.CancelAsync(run.Id, "enough")));

        Assert.Equal([run.Id], (await Store.RenewAsync(new(Worker, Lease, [new(run.Id, run.Fence)], ReturnStrangers: false))).Canceled);
    }

    [SkippableTheory]
    [MemberData(nameof(Moments))]
    public async Task A_retry_in_place_that_is_cut_off_answers_that_it_was_made_and_is_made_once(CutMoment moment)
    {
        var id = await EndAsync(Failed);

        await ThroughAsync("retry_run", moment, async store => Assert.Equal(RetryResult.Retried, await store.RetryAsync(id)));

        Assert.Equal(2, (await ClaimOneAsync()).Attempt);
        Assert.Equal(RetryResult.NotFinished, await Store.RetryAsync(id));
    }

    [SkippableFact]
    public async Task A_report_that_is_cut_off_stores_its_lines_once()
    {
        var run = await StartAsync();
        var report = new RunReport(run.Id, run.Fence) { Lines = ["\"one\""u8.ToArray(), "\"two\""u8.ToArray()] };

        await ThroughAsync("report_run", CutMoment.Reply, async store => Assert.True(await store.ReportAsync(report)));

        Assert.Equal(["\"one\"", "\"two\""], (await Store.ListLogAsync(run.Id)).Select(line => line.ToString()));
    }

    [SkippableFact]
    public async Task A_change_whose_answer_is_lost_is_noted_once()
    {
        var change = new Auditing.AuditedChange { Method = "POST", Route = "/", Status = 200 };

        await ThroughAsync("append_audit", CutMoment.Reply, store => store.AppendAuditAsync(change, 1));

        Assert.Equal(1, Assert.Single((await Store.ListAuditAsync(new())).Entries).Times);
    }

    [SkippableFact]
    public async Task A_key_of_sessions_whose_answer_is_lost_is_added_once()
    {
        await ThroughAsync("add_session_key", CutMoment.Reply, async store => Assert.True(await store.AddSessionKeyAsync("<key/>", 0)));

        Assert.Equal(["<key/>"], await Store.ListSessionKeysAsync());
    }

    [SkippableFact]
    public async Task A_pass_whose_answer_is_lost_is_handed_in_again_and_counts_once()
    {
        var run = await StartAsync();
        var handIn = new Exchange(Worker, [Queue], 0, [new(run.Id, run.Fence, Retry(TimeSpan.Zero))]);

        await ThroughAsync("exchange_runs", CutMoment.Reply, async store =>
        {
            var lost = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ExchangeAsync(handIn));
            Assert.True(lost.MayHaveHappened);
        });

        Assert.Equal([true], (await Store.ExchangeAsync(handIn).Bounded()).Finished);
        Assert.Equal(2, (await ClaimOneAsync()).Attempt);
    }

    [SkippableFact]
    public async Task An_emit_that_is_not_answered_in_time_may_have_happened_and_sent_again_is_the_same_run()
    {
        var (run, time) = (New(), new ManualTime(DateTimeOffset.UtcNow));
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var proxy = RedisProxy.Start(_server.Port);
        using var multiplexer = await proxy.ConnectAsync();
        await using var store = ((RedisTestStore)Test).Open(multiplexer, time, TimeSpan.FromSeconds(2));
        await store.CheckAsync().Bounded();
        proxy.Calling = script =>
        {
            called.TrySetResult();
            return script == "emit_runs" ? held.Task : Task.CompletedTask;
        };

        var emit = store.EmitAsync(run);
        await called.Task.Bounded();
        await Wait.UntilAsync(() => Task.FromResult(time.CountDue(TimeSpan.FromSeconds(5)) > 0), "the time-out runs");
        time.Advance(TimeSpan.FromSeconds(5));
        var late = await Assert.ThrowsAsync<StoreUnavailableException>(() => emit.Bounded());
        held.SetResult();

        Assert.True(late.MayHaveHappened);
        Assert.Contains("may or may not have happened", late.Message, StringComparison.Ordinal);
        Assert.IsType<EmitReply.SentAgain>(await store.EmitAsync(run).Bounded());
        Assert.Equal([run.Id], await ListAsync(new()));
    }

    [SkippableFact]
    public async Task A_call_for_which_there_is_no_connection_has_not_happened()
    {
        await using var proxy = RedisProxy.Start(_server.Port);
        using var multiplexer = await proxy.ConnectAsync();
        await using var store = ((RedisTestStore)Test).Open(multiplexer);
        await store.CheckAsync().Bounded();
        var cut = proxy.CutAt("emit_runs", CutMoment.Request, times: 1, forGood: true);

        var first = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.EmitAsync(New()).Bounded());
        await cut.Bounded();

        // While the client is at connecting again, a call may still be written to a connection that comes to nothing.
        var last = first;
        await Wait.UntilAsync(
            async () => !(last = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.EmitAsync(New()).Bounded())).MayHaveHappened,
            "the client knows that there is no connection");

        Assert.True(first.MayHaveHappened);
        Assert.Contains("has not happened", last.Message, StringComparison.Ordinal);
    }

    /// <summary>Does something over a connection that is cut once, at a script.</summary>
    private async Task ThroughAsync(string script, CutMoment moment, Func<IRedflowStore, Task> act)
    {
        await using var proxy = RedisProxy.Start(_server.Port);
        using var multiplexer = await proxy.ConnectAsync();
        await using var store = ((RedisTestStore)Test).Open(multiplexer);
        await store.CheckAsync().Bounded();
        var cut = proxy.CutAt(script, moment, times: 1, forGood: false);
        await act(store).Bounded();
        await cut.Bounded();
    }
}

public sealed class GarnetLostReplyTests(GarnetServer server) : LostReplyTests(server), IClassFixture<GarnetServer>;

public sealed class RedisLostReplyTests(RedisServer server) : LostReplyTests(server), IClassFixture<RedisServer>
{
    private readonly RedisServer _server = server;

    [SkippableFact]
    public async Task A_call_that_redis_refuses_has_not_happened()
    {
        var store = Store;
        var database = _server.Multiplexer.GetDatabase();
        await database.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
        try
        {
            var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.EmitAsync(New()).Bounded());

            Assert.False(refused.MayHaveHappened);
            Assert.Contains("OOM", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            await database.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
        }

        Assert.Empty(await ListAsync(new()));
    }
}
