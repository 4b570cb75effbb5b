using Microsoft.Extensions.Logging;
using Redflow.Execution.Lanes;
using Redflow.Hosting;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Execution;

/// <summary>
/// One pass of a handler over a claimed run: its token, its steps, and the point at which it is given up.
/// </summary>
internal sealed partial class Pass : IDisposable
{
    private const int Pending = 1;
    private const int Stored = 2;
    private static readonly TimeSpan PersistAgain = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>One for the pass and all its parts.</summary>
    private readonly Lock _gate = new();

    private readonly PassClock _clock;
    private readonly IRedflowStore _store;
    private readonly EffectRelay _relay;
    private readonly ILogger _logger;
    private readonly long _claimedAt;
    private readonly int _maxAttempts;
    private int _reason;
    private int _compensable;
    private LaneScheduler? _lane;
    private RunLog? _log;
    private RunReporter? _reporter;
    private bool _areReportsEnded;

    public Pass(ClaimedRun claimed, int maxAttempts, IRedflowStore store, EffectRelay relay, TimeProvider time, ILogger logger)
    {
        Claimed = claimed;
        _clock = new(claimed, _gate);
        _compensable = claimed.IsCompensable ? Stored : 0;
        _maxAttempts = maxAttempts;
        _store = store;
        _relay = relay;
        Time = time;
        _claimedAt = time.GetTimestamp();
        _logger = logger;
        CancellationToken = _cancellation.Token;
        Activities = new(time, _gate);
    }

    public ClaimedRun Claimed { get; }

    /// <summary>What its handler is told of the run.</summary>
    public RunInfo Run => field ??= new(Claimed.Id, Claimed.Workflow, Claimed.Queue, Claimed.Attempt, _maxAttempts, Claimed.CreatedAt);

    public TimeProvider Time { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Made when its handler first tells something of the run.</summary>
    public RunReporter Reporter
    {
        get
        {
            lock (_gate)
            {
                return _reporter ??= new(this, _store, _logger, _gate, _areReportsEnded);
            }
        }
    }

    /// <summary>The W3C trace parent that it is to others; null when it is not recorded.</summary>
    public string? TraceParent { get; set; }

    /// <summary>What goes on in it.</summary>
    public Activities Activities { get; }

    /// <summary>When the run was first claimed, or what its handler has last seen of a step was stored.</summary>
    public DateTimeOffset UtcNow => _clock.Now;

    /// <summary>The time by the store's clock, but for how long the claim's reply took.</summary>
    public DateTimeOffset StoreNow => Claimed.ClaimedAt + Time.GetElapsedTime(_claimedAt);

    /// <summary>Whether the handler has still to come to a step that has ended in an earlier pass. That of a compensation only repeats.</summary>
    public bool IsReplaying => Claimed.CompensationOf is not null || _clock.IsBehind;

    /// <summary>Something that an earlier pass, or the run that is compensated, has done and the handler was not seen to come to; null for nothing.</summary>
    public string? Unseen => _clock.Unseen;

    public CancellationReason CancellationReason => (CancellationReason)Volatile.Read(ref _reason);

    /// <summary>
    /// Cancels the handler's token; the first reason stands, except that a lost lease or an ended run overrides all. What the user registered with the
    /// token runs on the thread pool: it may block or throw, and the caller is a loop that must do neither.
    /// </summary>
    public void Cancel(CancellationReason reason)
    {
        if (reason is CancellationReason.LeaseLost or CancellationReason.RunTimedOut)
        {
            Volatile.Write(ref _reason, (int)reason);
        }
        else
        {
            Interlocked.CompareExchange(ref _reason, (int)reason, (int)CancellationReason.None);
        }

        _ = CancelAsync();
    }

    /// <summary>Returns the handler's log.</summary>
    public RunLog LogTo(ILoggerFactory loggers) => _log ??= new(loggers.CreateLogger($"Redflow.Workflow.{Claimed.Workflow}"), this, Reporter);

    /// <summary>Notes that the handler sees what is stored of a step.</summary>
    public void See(string step) => _clock.See(step);

    /// <summary>Notes that the run has compensations; <see cref="StoreCompensableAsync"/> makes it known.</summary>
    public void MakeCompensable() => Interlocked.CompareExchange(ref _compensable, Pending, 0);

    /// <summary>Makes it known that the run has compensations, if that is new: before a step does anything that they would have to undo.</summary>
    /// <returns>False when the fence no longer holds.</returns>
    public ValueTask<bool> StoreCompensableAsync() => Volatile.Read(ref _compensable) == Pending ? new(SetCompensableAsync()) : new(true);

    /// <summary>Runs the handler's code in its lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="handler">The code.</param>
    /// <param name="state">What it is given.</param>
    public Task<T> RunAsync<T>(Lane lane, Func<object?, Task<T>> handler, object state)
    {
        _lane = new(Activities, lane);
        return _lane.RunAsync(handler, state);
    }

    /// <summary>Runs the body of a step in the handler's lane.</summary>
    public Task<T> RunBodyAsync<T>(Func<object?, Task<T>> body, object state) => _lane!.RunBodyAsync(body, state);

    /// <summary>Gives the pass up after a lost lease: returns a task that never completes.</summary>
    public Task<T> Abandon<T>()
    {
        Cancel(CancellationReason.LeaseLost);
        Activities.Abandon();
        return Never<T>();
    }

    /// <summary>
    /// Commits a step. The first try isn't canceled with the pass: what was done is stored if the fence allows it.
    /// </summary>
    /// <remarks>It tries again as <see cref="PersistAsync"/> does, which would cost every step a closure and a task.</remarks>
    public async Task<bool> CommitAsync(StepCommit commit)
    {
        var reply = default(CommitReply?);
        while (reply is null)
        {
            try
            {
                reply = await _store.CommitStepAsync(commit, CancellationToken.None).ConfigureAwait(false);
            }
            catch (StoreUnavailableException)
            {
                await WaitOutAsync().ConfigureAwait(false);
            }
        }

        if (reply.Value.CommittedAt is { } at)
        {
            _clock.CatchUp(at);
        }

        if (commit.Effects.Count > 0)
        {
            _relay.Wake();
        }

        return reply.Value.IsCommitted;
    }

    /// <summary>
    /// Writes. While the store does not answer it tries again: an outage must not use up an attempt, and the lease keeper ends the pass once the
    /// lease has run out.
    /// </summary>
    public async Task<T> PersistAsync<T>(Func<Task<T>> write)
    {
        while (true)
        {
            try
            {
                return await write().ConfigureAwait(false);
            }
            catch (StoreUnavailableException)
            {
                await WaitOutAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Stores what is left of what the handler has told of its run. Nothing that comes later is stored.</summary>
    public Task EndReportsAsync()
    {
        lock (_gate)
        {
            _areReportsEnded = true;
            return _reporter?.EndAsync() ?? Task.CompletedTask;
        }
    }

    public void Dispose() => _cancellation.Dispose();

    /// <summary>Where the handler of a given-up pass is left.</summary>
    public static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;

    private async Task<bool> SetCompensableAsync()
    {
        var stored = await PersistAsync(() => Reporter.SetCompensableAsync(CancellationToken.None)).ConfigureAwait(false);
        Volatile.Write(ref _compensable, Stored);
        return stored;
    }

    private Task WaitOutAsync() => Task.Delay(PersistAgain, Time, CancellationToken);

    private async Task CancelAsync()
    {
        try
        {
            await _cancellation.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The pass ended while the signal was on its way.
        }
        catch (AggregateException exception)
        {
            _logger.TokenCallbackFailed(exception, Claimed.Id, Claimed.Workflow);
        }
    }
}
