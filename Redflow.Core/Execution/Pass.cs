using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
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
    private static readonly TimeSpan CommitAgain = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource<PassOutcome?> _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, byte> _names = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly List<StepWait> _waits = [];
    private readonly IRedflowStore _store;
    private readonly EffectRelay _relay;
    private readonly ILogger _logger;
    private int _reason;
    private int _activities;
    private int _position;

    public Pass(ClaimedRun claimed, int maxAttempts, IRedflowStore store, EffectRelay relay, TimeProvider time, ILogger logger)
    {
        Claimed = claimed;
        Run = new(claimed.Id, claimed.Workflow, claimed.Queue, claimed.Attempt, maxAttempts, claimed.CreatedAt);
        _store = store;
        _relay = relay;
        Time = time;
        _logger = logger;
        CancellationToken = _cancellation.Token;
    }

    public ClaimedRun Claimed { get; }

    public RunInfo Run { get; }

    public TimeProvider Time { get; }

    public CancellationToken CancellationToken { get; }

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
        position = Interlocked.Increment(ref _position);
        return _names.TryAdd(name, 0);
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

    /// <summary>Returns a task that never completes; the pass is suspended as soon as the handler is quiescent.</summary>
    public Task Wait(StepWait wait)
    {
        if (TryEnter())
        {
            lock (_gate)
            {
                _waits.Add(wait);
            }

            Leave();
        }

        return Never<bool>();
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
    /// Commits a step. While the store does not answer it tries again: an outage must not use up an attempt, and the lease keeper ends
    /// the pass once the lease has run out. The first try isn't canceled with the pass: what was done is stored if the fence allows it.
    /// </summary>
    public async Task<CommitReply> CommitAsync(StepCommit commit)
    {
        while (true)
        {
            try
            {
                var reply = await _store.CommitStepAsync(commit, CancellationToken.None).ConfigureAwait(false);
                if (commit.Effects.Count > 0)
                {
                    _relay.Wake();
                }

                return reply;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(CommitAgain, Time, CancellationToken).ConfigureAwait(false);
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
