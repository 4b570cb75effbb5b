using System.Text;
using Redflow.Runs;
using Redflow.Storage;

namespace Redflow.Microbench;

/// <summary>
/// Hands out runs that it has made before, and takes whatever comes of them. A call that hands passes in is answered behind what the thread pool has
/// to do by then, so that passes end meanwhile, as they do over a network.
/// </summary>
internal sealed partial class NullStore(string workflow, CommitAnswers commits) : IRedflowStore
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Task<CommitReply> Committed = Task.FromResult(new CommitReply(Start));

    /// <summary>More than a worker works on at a time. Each has its place here as its fence.</summary>
    private readonly ClaimedRun[] _runs = [.. Enumerable.Range(0, 1024).Select(fence => Make(workflow, fence))];

    /// <summary>The places of those that nobody holds.</summary>
    private readonly Queue<int> _free = new(Enumerable.Range(0, 1024));

    private Action<WorkerSignal>? _signal;
    private TaskCompletionSource _done = new();
    private int _left;
    private int _open;

    /// <summary>Hands out so many runs, and ends when they have been handed in.</summary>
    public Task RunAsync(int count)
    {
        _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        (_open, _left) = (count, count);
        _signal!(new WorkerSignal.Wake());
        return _done.Task;
    }

    public async Task<ExchangeReply> ExchangeAsync(Exchange exchange, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        var claimed = new ClaimedRun[Math.Min(exchange.Room, _left)];
        for (var i = 0; i < claimed.Length; i++)
        {
            claimed[i] = _runs[_free.Dequeue()];
        }

        _left -= claimed.Length;
        var accepted = new bool[exchange.Finished.Count];
        for (var i = 0; i < accepted.Length; i++)
        {
            accepted[i] = true;
            _free.Enqueue((int)exchange.Finished[i].Fence);
        }

        if (accepted.Length > 0 && (_open -= accepted.Length) == 0)
        {
            _done.SetResult();
        }

        return new(Known: true, accepted, claimed);
    }

    public Task<CommitReply> CommitStepAsync(StepCommit commit, CancellationToken cancellationToken = default) =>
        commits == CommitAnswers.AtOnce ? Committed : CommitLaterAsync();

    public Task<RenewReply> RenewAsync(LeaseRenewal renewal, CancellationToken cancellationToken = default) =>
        Task.FromResult(new RenewReply(Known: true, [], [], [], Returned: 0));

    public Task<IAsyncDisposable> SubscribeAsync(string worker, Action<WorkerSignal> onSignal, CancellationToken cancellationToken = default)
    {
        _signal = onSignal;
        return Task.FromResult<IAsyncDisposable>(new Subscription());
    }

    public Task RegisterWorkflowsAsync(IReadOnlyList<Workflows.WorkflowInfo> workflows, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task RegisterWorkerAsync(WorkerRegistration worker, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task DeclareSchedulesAsync(
        string workflow, IReadOnlyList<Schedules.ScheduleDefinition> schedules, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task ReleaseWorkerAsync(string worker, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task CheckAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<IReadOnlyList<StoreFinding>> DiagnoseAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<StoreFinding>>([]);

    public Task<bool> AddSessionKeyAsync(string key, int known, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ListSessionKeysAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<StoreServer?> DescribeServerAsync(CancellationToken cancellationToken = default) => Task.FromResult<StoreServer?>(null);

    private static Task<CommitReply> CommitLaterAsync()
    {
        var reply = new TaskCompletionSource<CommitReply>();
        ThreadPool.UnsafeQueueUserWorkItem(static reply => reply.SetResult(new(Start)), reply, preferLocal: false);
        return reply.Task;
    }

    private static ClaimedRun Make(string workflow, int fence) => new()
    {
        Id = RunId.New(0),
        Fence = fence,
        Workflow = workflow,
        Queue = "default",
        Attempt = 1,
        Crashes = 0,
        CreatedAt = Start,
        ClaimedAt = Start,
        StartedAt = Start,
        Input = Encoding.UTF8.GetBytes("""{"userId":7}"""),
        Steps = new Dictionary<string, ReadOnlyMemory<byte>>(),
        Waits = new Dictionary<string, TimeSpan>(),
    };

    private sealed class Subscription : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
