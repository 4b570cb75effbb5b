using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Redflow.Execution.Lanes;
using Redflow.Hosting;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Execution;

/// <summary>
/// One pass of a handler over a claimed run: its token, its steps, and the point at which it is given up.
/// </summary>
/// <remarks>
/// A pass is given up (suspended, or abandoned after a lost lease) by leaving the handler at an await that never completes, so that no
/// catch or finally of the user's runs. A suspension has to wait until the handler is quiescent: no step is running, and the code
/// behind the last one has reached its next await. The count of activities tells: one for the handler's first synchronous stretch, one
/// for each running step until the code that its result released has run (see <see cref="Leave"/>).
/// </remarks>
internal sealed class Pass : IDisposable
{
    private const int Pending = 1;
    private const int Stored = 2;
    private static readonly TimeSpan PersistAgain = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource<PassOutcome?> _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    /// <summary>The names that steps have taken, and whether their bodies are running.</summary>
    private readonly ConcurrentDictionary<string, bool> _steps = new(StringComparer.Ordinal);

    private readonly PassClock _clock;
    private readonly Lock _gate = new();
    private readonly List<StepWait> _waits = [];
    private readonly IRedflowStore _store;
    private readonly EffectRelay _relay;
    private readonly ILogger _logger;
    private readonly long _claimedAt;
    private Dictionary<object, string>? _failures;
    private int _reason;
    private int _activities;
    private int _position;
    private int _compensable;
    private CpuScheduler? _scheduler;

    public Pass(ClaimedRun claimed, int maxAttempts, IRedflowStore store, EffectRelay relay, TimeProvider time, ILogger logger)
    {
        Claimed = claimed;
        _clock = new(claimed);
        _compensable = claimed.IsCompensable ? Stored : 0;
        Run = new(claimed.Id, claimed.Workflow, claimed.Queue, claimed.Attempt, maxAttempts, claimed.CreatedAt);
        _store = store;
        _relay = relay;
        Time = time;
        _claimedAt = time.GetTimestamp();
        _logger = logger;
        CancellationToken = _cancellation.Token;
        Reporter = new(this, store, logger);
    }

    public ClaimedRun Claimed { get; }

    public RunInfo Run { get; }

    public TimeProvider Time { get; }

    public CancellationToken CancellationToken { get; }

    public RunReporter Reporter { get; }

    /// <summary>When the run was first claimed, or what its handler has last seen of a step was stored.</summary>
    public DateTimeOffset UtcNow => _clock.Now;

    /// <summary>The time by the store's clock, but for how long the claim's reply took.</summary>
    public DateTimeOffset StoreNow => Claimed.ClaimedAt + Time.GetElapsedTime(_claimedAt);

    /// <summary>Whether the handler has still to come to a step that has ended in an earlier pass. That of a compensation only repeats.</summary>
    public bool IsReplaying => Claimed.CompensationOf is not null || _clock.IsBehind;

    /// <summary>The steps whose bodies are running.</summary>
    public IReadOnlyList<string> RunningSteps => [.. _steps.Where(step => step.Value).Select(step => step.Key).Order(StringComparer.Ordinal)];

    public CancellationReason CancellationReason => (CancellationReason)Volatile.Read(ref _reason);

    /// <summary>Completes when the handler was left at an await that never completes: with a suspension, or with null after a lost lease.</summary>
    public Task<PassOutcome?> GivenUp => _givenUp.Task;

    /// <summary>Whether the handler is left where it is: nothing that it still begins may run.</summary>
    public bool IsGivenUp => _givenUp.Task.IsCompleted;

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

    /// <summary>Takes a step's name, unique in a pass, and returns the step's position.</summary>
    public bool TryTakeName(string name, out int position)
    {
        position = TakePosition();
        return _steps.TryAdd(name, false);
    }

    /// <summary>Lets all names be taken again.</summary>
    public void FreeNames() => _steps.Clear();

    /// <summary>Returns the position of the next step.</summary>
    public int TakePosition() => Interlocked.Increment(ref _position);

    /// <summary>Notes that the handler sees what is stored of a step.</summary>
    public void See(string step) => _clock.See(step);

    /// <summary>Notes that a step's body is running.</summary>
    public void Begin(string step) => _steps[step] = true;

    /// <summary>Notes that a step's body is not running any more.</summary>
    public void End(string step) => _steps[step] = false;

    /// <summary>Notes which step an exception came from.</summary>
    public void Fail(string step, Exception exception)
    {
        lock (_gate)
        {
            (_failures ??= new(ReferenceEqualityComparer.Instance)).TryAdd(exception, step);
        }
    }

    /// <summary>The step that an exception came from; null for none.</summary>
    public string? StepOf(Exception exception)
    {
        lock (_gate)
        {
            return _failures?.GetValueOrDefault(exception);
        }
    }

    /// <summary>Notes that the run has compensations; <see cref="StoreCompensableAsync"/> makes it known.</summary>
    public void MakeCompensable() => Interlocked.CompareExchange(ref _compensable, Pending, 0);

    /// <summary>Makes it known that the run has compensations, if that is new: before a step does anything that they would have to undo.</summary>
    /// <returns>False when the fence no longer holds.</returns>
    public async ValueTask<bool> StoreCompensableAsync()
    {
        if (Volatile.Read(ref _compensable) != Pending)
        {
            return true;
        }

        var stored = await PersistAsync(() => Reporter.SetCompensableAsync(CancellationToken.None)).ConfigureAwait(false);
        Volatile.Write(ref _compensable, Stored);
        return stored;
    }

    /// <summary>Says where <see cref="RunAsync"/> runs code.</summary>
    public void Use(Lane lane) => _scheduler = lane == Lane.Cpu ? new(this) : null;

    /// <summary>Runs code of the user's in its lane.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work) => _scheduler is null
        ? work()
        : Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler).Unwrap();

    /// <summary>Calls what begins steps, up to its first await, as an activity.</summary>
    public T Enter<T>(Func<T> work)
    {
        TryEnter();
        try
        {
            return work();
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Begins an activity, unless the pass was given up.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            _activities += IsGivenUp ? 0 : 1;
            return !IsGivenUp;
        }
    }

    /// <summary>Ends an activity. The last one to end suspends the pass if a step waits.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_activities == 0 && _waits.Count > 0)
            {
                _givenUp.TrySetResult(new PassOutcome.Suspended([.. _waits]));
            }
        }
    }

    /// <summary>Suspends the pass as soon as the handler is quiescent.</summary>
    public void Wait(StepWait wait)
    {
        if (TryEnter())
        {
            lock (_gate)
            {
                _waits.Add(wait);
            }

            Leave();
        }
    }

    /// <summary>Gives the pass up after a lost lease: returns a task that never completes.</summary>
    public Task<T> Abandon<T>()
    {
        Cancel(CancellationReason.LeaseLost);
        lock (_gate)
        {
            _givenUp.TrySetResult(null);
        }

        return Never<T>();
    }

    /// <summary>
    /// Commits a step. The first try isn't canceled with the pass: what was done is stored if the fence allows it.
    /// </summary>
    public async Task<bool> CommitAsync(StepCommit commit)
    {
        var reply = await PersistAsync(() => _store.CommitStepAsync(commit, CancellationToken.None)).ConfigureAwait(false);
        if (reply.CommittedAt is { } at)
        {
            _clock.Advance(at);
        }

        if (commit.Effects.Count > 0)
        {
            _relay.Wake();
        }

        return reply.IsCommitted;
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
                await Task.Delay(PersistAgain, Time, CancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _cancellation.Dispose();

    /// <summary>Where the handler of a given-up pass is left.</summary>
    public static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;

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
            _logger.TokenCallbackFailed(exception, Run.Id, Run.Workflow);
        }
    }
}
