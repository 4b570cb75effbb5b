using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>What every store has to do. A subclass a server; a store, and a time of its own, each test.</summary>
public abstract partial class StoreConformance(IStoreServer server) : IAsyncLifetime
{
    protected const string Workflow = "checkout";
    protected const string Queue = "orders";
    protected const string Worker = "worker-1";

    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);
    protected static readonly TimeSpan Retention = TimeSpan.FromDays(1);

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

    protected static NewRun New(string workflow = Workflow) => new() { Id = RunId.New(0), Workflow = workflow, Input = "{\"n\":1}"u8.ToArray() };

    protected async Task<RunId> EmitAsync(Func<NewRun, NewRun>? change = null)
    {
        var run = change is null ? New() : change(New());
        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(run).Bounded());
        return run.Id;
    }

    protected async Task<IReadOnlyList<ClaimedRun>> ClaimAsync(int room = 10, string worker = Worker) =>
        (await Store.ExchangeAsync(new(worker, [Queue], room, [])).Bounded()).Claimed;

    protected async Task<ClaimedRun> ClaimOneAsync(string worker = Worker) => Assert.Single(await ClaimAsync(1, worker));

    protected async Task<bool> FinishAsync(ClaimedRun run, PassOutcome outcome, string worker = Worker) =>
        Assert.Single((await Store.ExchangeAsync(new(worker, [Queue], 0, [new(run.Id, run.Fence, outcome)])).Bounded()).Finished);

    protected Task<DueReply> ReapAsync(int limit = 10) => Store.ReapAsync(new(limit, TimeSpan.FromDays(1), TimeSpan.Zero));

    protected async Task<Run> GetAsync(RunId id) => (await Store.FindRunAsync(id).Bounded())!;

    protected async Task<RunStatus> StatusAsync(RunId id) => (await GetAsync(id)).Status;

    protected static PassOutcome Succeeded => new PassOutcome.Succeeded("42"u8.ToArray());

    protected static PassOutcome Retry(TimeSpan delay) => new PassOutcome.Retry(new("Boom", "It failed."), delay);
}
