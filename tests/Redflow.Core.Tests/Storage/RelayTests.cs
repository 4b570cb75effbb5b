using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Redflow.Workflows;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>Deliveries that fail, or that a relay which dies leaves for later.</summary>
public abstract class RelayTests(TestServer server) : IAsyncLifetime
{
    private const string Worker = "worker-1";

    private static readonly WorkflowInfo Definition = new()
    {
        Name = "checkout",
        Queue = "orders",
        MaxAttempts = 3,
        MaxCrashes = 3,
        Retention = TimeSpan.FromDays(1),
        InputSchema = new("{}"u8.ToArray()),
    };

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";
    private IRedflowStore _store = null!;

    private IDatabase Database => server.Multiplexer.GetDatabase();

    private string Outbox => $"{new RedisKeys(_prefix, 0).Guard}:outbox";

    public async Task InitializeAsync()
    {
        if (server.SkipReason is null)
        {
            _store = server.OpenStore(_prefix);
            await _store.RegisterWorkflowsAsync([Definition]);
            await _store.RegisterWorkerAsync(new(Worker, "tests", "here", 1, ["orders"], 10, TimeSpan.FromMinutes(1)));
        }
    }

    public Task DisposeAsync() => _store is IAsyncDisposable store ? store.DisposeAsync().AsTask() : Task.CompletedTask;

    [SkippableTheory]
    [InlineData(OnParentClosed.Cancel, true, false, RunStatus.Canceled)]
    [InlineData(OnParentClosed.Cancel, true, true, RunStatus.Canceled)]
    [InlineData(OnParentClosed.Cancel, false, false, RunStatus.Queued)]
    [InlineData(OnParentClosed.Abandon, true, false, RunStatus.Queued)]
    public async Task A_child_that_is_emitted_after_its_cancellation_was_delivered_is_canceled_though_its_parent_may_be_gone(
        OnParentClosed onClosed, bool fails, bool isGone, RunStatus expected)
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var (parent, child) = (await StartAsync(), New());
        await CommitAsync(parent, new StepEffect.EmitRun(child with { Parent = new(parent.Id, "emit", onClosed) }));
        var taken = Assert.Single(await Database.SortedSetRangeByRankAsync(Outbox));
        await Database.SortedSetAddAsync(Outbox, taken, DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds());
        await FinishAsync(parent, fails ? new PassOutcome.Failed(new("Boom", "bang")) : new PassOutcome.Succeeded("1"u8.ToArray()));
        await RelayAllAsync();
        Assert.True(!isGone || await _store.DeleteAsync(parent.Id) == DeleteResult.Deleted);
        await Database.SortedSetAddAsync(Outbox, taken, 0);
        await RelayAllAsync();

        var found = (await _store.FindRunAsync(child.Id).Bounded())!;
        Assert.Equal((expected, expected == RunStatus.Canceled ? $"parent {parent.Id} failed" : null), (found.Status, found.CancelReason));
    }

    [SkippableFact]
    public async Task An_effect_that_cannot_be_delivered_holds_up_no_other_and_stays()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var (parent, before, poison, after) = (await StartAsync(), New(), New() with { Id = RunId.New(7) }, New());
        await CommitAsync(parent, [.. new[] { before, poison, after }.Select(run => new StepEffect.EmitRun(run))]);

        await Assert.ThrowsAsync<RunNotFoundException>(() => _store.RelayAsync(10).Bounded());

        Assert.Equal([before.Id, after.Id], (await ClaimAsync()).Select(run => run.Id));
        Assert.Equal(1, await Database.SortedSetLengthAsync(Outbox));
    }

    [SkippableFact]
    public async Task A_registration_for_an_event_goes_with_the_last_time_out_of_those_who_wait()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);

        await WaitForEventAsync(TimeSpan.FromHours(2));
        await WaitForEventAsync(TimeSpan.FromHours(1));
        var timed = await Database.KeyTimeToLiveAsync(Waiting);
        await WaitForEventAsync(timeout: null);
        await WaitForEventAsync(TimeSpan.FromHours(1));

        Assert.InRange(timed!.Value, TimeSpan.FromHours(1.9), TimeSpan.FromHours(2.1));
        Assert.Null(await Database.KeyTimeToLiveAsync(Waiting));
    }

    [SkippableFact]
    public async Task A_run_that_ends_while_it_waits_for_an_event_without_a_time_out_waits_for_none_any_more()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var canceled = await WaitForEventAsync(timeout: null);
        var other = await WaitForEventAsync(timeout: null);

        await _store.CancelAsync(canceled, "enough");
        await RelayAllAsync();

        Assert.Equal([$"{other}paid"], (await Database.SortedSetRangeByRankAsync(Waiting)).Select(step => (string)step!));
        await _store.CancelAsync(other, "enough");
        await RelayAllAsync();
        Assert.False(await Database.KeyExistsAsync(Waiting));
    }

    [SkippableFact]
    public async Task One_delivery_of_an_event_reaches_a_hundred_who_wait_and_the_others_are_due_at_once()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await _store.EmitManyAsync([.. Enumerable.Range(0, 250).Select(_ => New())]).Bounded();
        var claimed = (await _store.ExchangeAsync(new(Worker, ["orders"], 250, [])).Bounded()).Claimed;
        var wait = new StepWait.ForEvent("paid", 1, "order.paid", "42", TimeSpan.Zero);
        await _store.ExchangeAsync(new(Worker, ["orders"], 0, [.. claimed.Select(run => new FinishedPass(run.Id, run.Fence, new PassOutcome.Suspended([wait])))])).Bounded();
        await _store.RelayAsync(300).Bounded();
        var id = _store.NewEventId("order.paid", "42");
        await _store.EmitEventAsync(new(id, "order.paid", "42", "1"u8.ToArray()));

        Assert.Equal(new(1, TimeSpan.Zero), await _store.RelayAsync(1).Bounded());

        Assert.Equal(100, (await _store.FindEventAsync(id))!.Released.Count);
        await RelayAllAsync();
        Assert.Equal(250, (await _store.FindEventAsync(id))!.Released.Count);
        Assert.Equal(0, await Database.SortedSetLengthAsync(Outbox));
    }

    [SkippableFact]
    public async Task A_relay_takes_no_more_effects_than_a_reply_can_carry_and_the_others_are_due_at_once()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var parent = await StartAsync();
        await CommitAsync(parent, [.. Enumerable.Range(0, 5).Select(_ => new StepEffect.EmitRun(New() with { Input = new byte[700_000] }))]);

        Assert.Equal(new(2, TimeSpan.Zero), await _store.RelayAsync(10).Bounded());
        Assert.Equal(new(2, TimeSpan.Zero), await _store.RelayAsync(10).Bounded());
        Assert.Equal(new(1, null), await _store.RelayAsync(10).Bounded());
    }

    [SkippableFact]
    public async Task Effects_that_are_taken_together_are_delivered_together()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await CommitAsync(await StartAsync(), [.. Enumerable.Range(0, 100).Select(_ => new StepEffect.EmitRun(New()))]);
        await using var proxy = RedisProxy.Start(server.Port);
        var emits = 0;
        proxy.Answered = (script, _) => Interlocked.Add(ref emits, script == "emit_runs" ? 1 : 0);
        using var multiplexer = await proxy.ConnectAsync();
        await using var store = new RedisStore(multiplexer, new() { Prefix = _prefix }, TimeProvider.System);

        Assert.Equal(new(100, null), await store.RelayAsync(100).Bounded());

        Assert.InRange(emits, 1, 10);
    }

    private string Waiting => $"{new RedisKeys(_prefix, 0).Guard}:ew:order.paid:42";

    private async Task<RunId> WaitForEventAsync(TimeSpan? timeout)
    {
        var run = await StartAsync();
        await FinishAsync(run, new PassOutcome.Suspended([new StepWait.ForEvent("paid", 1, "order.paid", "42", TimeSpan.Zero, timeout)]));
        await RelayAllAsync();
        return run.Id;
    }

    private static NewRun New() => new() { Id = RunId.New(0), Workflow = "checkout", Input = "1"u8.ToArray() };

    private async Task<ClaimedRun> StartAsync()
    {
        await _store.EmitAsync(New()).Bounded();
        return Assert.Single(await ClaimAsync());
    }

    private async Task<IReadOnlyList<ClaimedRun>> ClaimAsync() =>
        (await _store.ExchangeAsync(new(Worker, ["orders"], 10, [])).Bounded()).Claimed;

    private async Task CommitAsync(ClaimedRun run, params StepEffect[] effects)
    {
        var commit = new StepCommit(run.Id, run.Fence, "emit", StepStatus.Succeeded, 1, 1, TimeSpan.Zero, "1"u8.ToArray()) { Effects = effects };
        Assert.True((await _store.CommitStepAsync(commit).Bounded()).IsCommitted);
    }

    private async Task FinishAsync(ClaimedRun run, PassOutcome outcome)
    {
        var pass = new FinishedPass(run.Id, run.Fence, outcome);
        Assert.Equal([true], (await _store.ExchangeAsync(new(Worker, ["orders"], 0, [pass])).Bounded()).Finished);
    }

    private async Task RelayAllAsync()
    {
        for (var looks = 0; looks < 10 && (await _store.RelayAsync(10).Bounded()).Count > 0; looks++)
        {
        }
    }
}

public sealed class GarnetRelayTests(GarnetServer server) : RelayTests(server), IClassFixture<GarnetServer>;

public sealed class RedisRelayTests(RedisServer server) : RelayTests(server), IClassFixture<RedisServer>;
