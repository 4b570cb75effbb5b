using System.Text;
using Redflow.Limits;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>A test of a store: a fresh one each, with a time of its own, and short words for what is done to it.</summary>
public abstract class StoreTest(IStoreServer server) : IAsyncLifetime
{
    protected const string Workflow = "checkout";
    protected const string Queue = "orders";
    protected const string Worker = "worker-1";

    protected static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    protected static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);
    protected static readonly TimeSpan Retention = TimeSpan.FromDays(1);

    protected static readonly RunError Boom = new("Boom", "It failed.");

    private const int MaxLooks = 1_000;

    private TestStore? _test;

    protected IRedflowStore Store => Test.Store;

    protected TestStore Test => _test ?? throw new SkipException(server.SkipReason);

    public async Task InitializeAsync()
    {
        if (server.SkipReason is null)
        {
            _test = server.CreateStore();
            await _test.InitializeAsync();
            await Store.RegisterWorkflowsAsync([Info(Workflow)]);
            await RegisterAsync(Worker);
        }
    }

    public async Task DisposeAsync()
    {
        if (_test is not null)
        {
            await _test.DisposeAsync();
        }
    }

    protected static WorkflowInfo Info(string name) => new()
    {
        Name = name,
        Queue = Queue,
        MaxAttempts = 3,
        MaxCrashes = 2,
        Retention = Retention,
        InputSchema = new("{}"u8.ToArray()),
    };

    protected Task RegisterAsync(string worker) =>
        Store.RegisterWorkerAsync(new(worker, "tests", "here", 1, [Queue], 10, Lease));

    /// <summary>Registers a workflow as a worker of another version would have it.</summary>
    protected Task DefineAsync(Func<WorkflowInfo, WorkflowInfo> change, string workflow = Workflow) =>
        Store.RegisterWorkflowsAsync([change(Info(workflow))]);

    protected Task LimitAsync(int? total = null, int? perKey = null, RateLimit? rate = null) =>
        DefineAsync(info => info with { Limits = Limits(total, perKey, rate) });

    protected async Task SetLimitsAsync(int? total = null, int? perKey = null, RateLimit? rate = null) =>
        Assert.True(await Store.SetLimitsAsync(Workflow, Limits(total, perKey, rate)).Bounded());

    /// <summary>Moves the time while the worker renews its lease.</summary>
    protected async Task AdvanceAsync(TimeSpan by)
    {
        await Store.RenewAsync(new(Worker, by + Lease, [], ReturnStrangers: false)).Bounded();
        await Test.AdvanceAsync(by);
    }

    /// <summary>Moves the time, and what is due then.</summary>
    protected async Task PassAsync(TimeSpan by)
    {
        await AdvanceAsync(by);
        await PromoteAllAsync();
    }

    /// <summary>A run to emit. Where there are several partitions, each workflow has one, so that what crosses runs crosses partitions.</summary>
    protected NewRun New(string workflow = Workflow) =>
        new() { Id = RunId.New(workflow.Sum(letter => letter) % Test.Partitions), Workflow = workflow, Input = "{\"n\":1}"u8.ToArray() };

    protected async Task<RunId> EmitAsync(Func<NewRun, NewRun>? change = null)
    {
        var run = change is null ? New() : change(New());
        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(run).Bounded());
        return run.Id;
    }

    /// <summary>Emits runs one after the other.</summary>
    protected async Task<IReadOnlyList<RunId>> EmitSomeAsync(int count, Func<NewRun, NewRun>? change = null)
    {
        var ids = new List<RunId>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(await EmitAsync(change));
        }

        return ids;
    }

    /// <summary>Emits a run for each limit key, one after the other.</summary>
    protected async Task<IReadOnlyList<RunId>> EmitForAsync(params string[] keys)
    {
        var ids = new List<RunId>();
        foreach (var key in keys)
        {
            ids.Add(await EmitAsync(run => run with { LimitKey = key }));
        }

        return ids;
    }

    protected async Task<IReadOnlyList<ClaimedRun>> ClaimAsync(int room = 10, string worker = Worker) =>
        (await Store.ExchangeAsync(new(worker, [Queue], room, [])).Bounded()).Claimed;

    protected async Task<ClaimedRun> ClaimOneAsync(string worker = Worker) => Assert.Single(await ClaimAsync(1, worker));

    protected async Task<IReadOnlyList<RunId>> ClaimIdsAsync(int room = 10) => [.. (await ClaimAsync(room)).Select(run => run.Id)];

    /// <summary>Claims until there is no more: a claim may also find that what is ready must not run, and let others be ready instead.</summary>
    protected async Task<IReadOnlyList<ClaimedRun>> ClaimAllAsync()
    {
        var all = new List<ClaimedRun>();
        for (var misses = 0; misses < 2;)
        {
            var claimed = await ClaimAsync(100);
            all.AddRange(claimed);
            misses = claimed.Count == 0 && (await Store.PromoteAsync(100).Bounded()).Count == 0 ? misses + 1 : 0;
        }

        return all;
    }

    /// <summary>Emits a run and claims it.</summary>
    protected async Task<ClaimedRun> StartAsync(Func<NewRun, NewRun>? change = null)
    {
        var id = await EmitAsync(change);
        var claimed = await ClaimOneAsync();
        Assert.Equal(id, claimed.Id);
        return claimed;
    }

    /// <summary>Emits a run that waits.</summary>
    protected async Task<ClaimedRun> StartWaitingAsync(params StepWait[] waits)
    {
        var run = await StartAsync();
        await SuspendAsync(run, waits);
        return run;
    }

    /// <summary>Emits a run that ends.</summary>
    protected async Task<RunId> EndAsync(PassOutcome outcome, Func<NewRun, NewRun>? change = null)
    {
        var run = await StartAsync(change);
        await FinishAsync(run, outcome);
        return run.Id;
    }

    protected async Task<bool> FinishAsync(ClaimedRun run, PassOutcome outcome, string worker = Worker) =>
        Assert.Single((await Store.ExchangeAsync(new(worker, [Queue], 0, [new(run.Id, run.Fence, outcome)])).Bounded()).Finished);

    protected async Task CommitAsync(ClaimedRun run, string step, params StepEffect[] effects) =>
        Assert.True((await Store.CommitStepAsync(Commit(run, step, "1") with { Effects = effects }).Bounded()).IsCommitted);

    protected Task<bool> SuspendAsync(ClaimedRun run, params StepWait[] waits) => FinishAsync(run, new PassOutcome.Suspended(waits));

    /// <summary>Suspends a run, and delivers what that owes.</summary>
    protected async Task SuspendAndRelayAsync(ClaimedRun run, params StepWait[] waits)
    {
        Assert.True(await SuspendAsync(run, waits));
        await RelayAllAsync();
    }

    /// <summary>Starts a run that waits for its child in the step <c>child</c>, and starts the child.</summary>
    protected async Task<(ClaimedRun Parent, ClaimedRun Child)> StartFamilyAsync()
    {
        var parent = await StartAsync();
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", New()));
        return (parent, await ClaimOneAsync());
    }

    /// <summary>Starts a run that waits for an event in the step <c>event</c>, and registers its wait.</summary>
    protected async Task<ClaimedRun> WaitForEventAsync(string name, string? key, TimeSpan lookBack = default, TimeSpan? timeout = null)
    {
        var run = await StartAsync();
        await SuspendAndRelayAsync(run, ForEvent(name, key, lookBack, timeout));
        return run;
    }

    protected Task<SignalResult?> SignalAsync(RunId id, string name, string payload = "1") =>
        Store.SignalAsync(id, new(Guid.NewGuid(), name, Encoding.UTF8.GetBytes(payload))).Bounded();

    /// <summary>Takes what the worker holds away from it.</summary>
    protected async Task TakeBackAsync(string how)
    {
        switch (how)
        {
            case "given back":
                Assert.Equal(1, (await Store.RenewAsync(new(Worker, Lease, [], ReturnStrangers: true))).Returned);
                break;
            case "drained":
                await Store.ReleaseWorkerAsync(Worker);
                break;
            default:
                await Test.AdvanceAsync(Lease);
                Assert.Equal(1, (await ReapAsync()).Count);
                break;
        }
    }

    protected Task<DueReply> ReapAsync(int limit = 10) => Store.ReapAsync(new(limit, TimeSpan.FromDays(1), TimeSpan.Zero));

    /// <summary>Moves all that is due, a few at a time, and returns how many those were.</summary>
    protected Task<int> PromoteAllAsync() => AllAsync(() => Store.PromoteAsync(100));

    /// <summary>Delivers all effects, and those that follow from them, and returns how many those were.</summary>
    protected Task<int> RelayAllAsync() => AllAsync(() => Store.RelayAsync(100));

    /// <summary>Sweeps one round.</summary>
    protected async Task SweepAllAsync(int limit = 100)
    {
        string? cursor = null;
        do
        {
            cursor = await Store.SweepAsync(cursor, limit).Bounded();
        }
        while (cursor is not null);
    }

    protected async Task<Run> GetAsync(RunId id) => (await Store.FindRunAsync(id).Bounded())!;

    protected async Task<RunStatus> StatusAsync(RunId id) => (await GetAsync(id)).Status;

    protected async Task<StepRecord> GetStepAsync(RunId id, string step) =>
        Assert.Single((await Store.FindStepsAsync(id).Bounded())!, record => record.Name == step);

    /// <summary>Lists all runs that a query finds, page by page.</summary>
    protected async Task<IReadOnlyList<RunId>> ListAsync(RunQuery query)
    {
        var ids = new List<RunId>();
        do
        {
            var page = await Store.ListRunsAsync(query).Bounded();
            ids.AddRange(page.Runs.Select(run => run.Id));
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null);

        return ids;
    }

    protected async Task<long> ReadyAsync() => (await Store.GetStatsAsync().Bounded()).Queues.GetValueOrDefault(Queue);

    protected static PassOutcome Succeeded => new PassOutcome.Succeeded("42"u8.ToArray());

    protected static PassOutcome Failed => new PassOutcome.Failed(Boom);

    protected static PassOutcome Canceled => new PassOutcome.Canceled();

    protected static PassOutcome Retry(TimeSpan delay) => new PassOutcome.Retry(Boom, delay);

    protected static PassOutcome Released(TimeSpan delay) => new PassOutcome.Released(delay);

    protected static PassOutcome Declined(TimeSpan delay) => new PassOutcome.Declined(delay);

    protected static StepWait Sleep(string step, TimeSpan delay, int position = 1) => new StepWait.Sleep(step, position, delay);

    protected static StepWait.ForChild ForChild(
        ClaimedRun parent, string step, NewRun child, OnParentClosed onClosed = OnParentClosed.Cancel, TimeSpan? timeout = null, int position = 1) =>
        new(step, position, child with { Parent = new(parent.Id, step, onClosed) }, timeout);

    protected static StepWait.ForEvent ForEvent(string name, string? key, TimeSpan lookBack = default, TimeSpan? timeout = null) =>
        new("event", 1, name, key, lookBack, timeout);

    protected static StepWait.ForSignal ForSignal(string name, TimeSpan? timeout = null, int position = 1) =>
        new(name, position, name, timeout);

    protected static StepEffect.EmitRun Owed(ClaimedRun parent, string step, NewRun child, OnParentClosed onClosed) =>
        new(child with { Parent = new(parent.Id, step, onClosed) });

    protected static StepCommit Commit(ClaimedRun run, string step, string payload) => new(
        run.Id, run.Fence, step, StepStatus.Succeeded, 1, run.Attempt, TimeSpan.FromMilliseconds(12), Encoding.UTF8.GetBytes(payload));

    protected static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    protected static WorkflowLimits Limits(int? total, int? perKey, RateLimit? rate) =>
        new() { MaxConcurrency = total, MaxConcurrencyPerKey = perKey, Rate = rate };

    private static async Task<int> AllAsync(Func<Task<DueReply>> look)
    {
        var count = 0;
        for (var looks = 0; looks < MaxLooks; looks++)
        {
            var reply = await look().Bounded();
            count += reply.Count;
            if (reply.Count == 0 && reply.NextIn != TimeSpan.Zero)
            {
                return count;
            }
        }

        throw new TimeoutException($"After {MaxLooks} looks there is still something due.");
    }
}
