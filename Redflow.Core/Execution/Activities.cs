using Redflow.Storage;

namespace Redflow.Execution;

/// <summary>
/// Counts what goes on in a pass, to find the point at which it is given up: suspended, abandoned after a lost lease, or, when it only replays, left.
/// </summary>
/// <remarks>
/// A handler is given up at awaits that never complete, so that no catch or finally of the user's runs. A suspension has to wait until the handler is
/// quiescent, or it would leave out the waits that the code behind the last step or await is about to make. So these count: each piece of the handler's
/// code, from when it is queued until it yields (<see cref="Lanes.LaneScheduler"/>); each step that runs, until the code that its end releases has
/// yielded (<see cref="Pass.BeginAsync{TState, T}"/>); and code behind a <c>ConfigureAwait(false)</c>, or on a task that the user has started, which nobody
/// sees begin or yield: for a moment from each step that it comes to.
/// </remarks>
internal sealed class Activities(TimeProvider time, Lock gate)
{
    private const int Hops = 2;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    /// <summary>Whose counted code this thread runs.</summary>
    [ThreadStatic]
    private static Activities? _current;

    private TaskCompletionSource<PassOutcome?>? _givenUp;
    private TaskCompletionSource? _stopped;
    private List<StepWait>? _waits;
    private volatile bool _isGivenUp;
    private int _count;
    private int _began;
    private bool _isStopped;

    /// <summary>Completes when the handler was left at an await that never completes: with a suspension, or with null after a lost lease.</summary>
    public Task<PassOutcome?> GivenUp => GivingUp.Task;

    /// <summary>Whether the handler is left where it is: nothing that it still begins may run.</summary>
    public bool IsGivenUp => _isGivenUp;

    /// <summary>Completes when a handler that only replays has come as far as its run had, on all its ways.</summary>
    public Task Stopped => Stopping.Task;

    /// <summary>The steps that have begun to wait for a child, which is not emitted before the pass is suspended.</summary>
    public IReadOnlyList<string> UnstoredChildren
    {
        get
        {
            lock (gate)
            {
                return _waits is null ? [] : [.. _waits.OfType<StepWait.ForChild>().Select(wait => wait.Step)];
            }
        }
    }

    /// <summary>Made when first asked for: most handlers come to their end.</summary>
    private TaskCompletionSource<PassOutcome?> GivingUp
    {
        get
        {
            lock (gate)
            {
                return _givenUp ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private TaskCompletionSource Stopping
    {
        get
        {
            lock (gate)
            {
                return _stopped ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>Begins an activity, unless the pass was given up.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            if (_isGivenUp)
            {
                return false;
            }

            _count++;
            _began++;
            return true;
        }
    }

    /// <summary>Ends an activity. The last one to end suspends the pass if a step waits.</summary>
    public void Leave()
    {
        lock (gate)
        {
            if (--_count > 0)
            {
                return;
            }

            if (_waits is not null)
            {
                SuspendSoon(Hops);
            }
            else if (_isStopped)
            {
                Stopping.TrySetResult();
            }
        }
    }

    /// <summary>Runs code that belongs to an activity, on this thread up to where it yields.</summary>
    public TResult Run<TState, TResult>(Func<TState, TResult> code, TState state)
    {
        var before = _current;
        _current = this;
        try
        {
            return code(state);
        }
        finally
        {
            _current = before;
        }
    }

    /// <summary>Notes that the handler has come to a step. If its code is not counted, it counts for a moment: it may be about to come to another one.</summary>
    public void Linger()
    {
        if (_current != this && TryEnter())
        {
            _ = LeaveLaterAsync();
        }
    }

    /// <summary>Suspends the pass as soon as the handler is quiescent.</summary>
    public void Wait(StepWait wait) => Note(() => (_waits ??= []).Add(wait));

    /// <summary>Leaves a handler that only replays, as soon as it is quiescent.</summary>
    public void Stop() => Note(() => _isStopped = true);

    /// <summary>Gives the pass up after a lost lease.</summary>
    public void Abandon()
    {
        lock (gate)
        {
            GiveUp(null);
        }
    }

    /// <summary>
    /// Suspends the pass behind what is queued by now: an await in code that is counted may have released code that is not, which comes to its next step
    /// right away.
    /// </summary>
    private void SuspendSoon(int hops) => ThreadPool.UnsafeQueueUserWorkItem(
        static check => check.Activities.Suspend(check.Began, check.Hops), (Activities: this, Began: _began, Hops: hops), preferLocal: false);

    private void Suspend(int began, int hops)
    {
        lock (gate)
        {
            if (_began != began)
            {
                return;
            }

            if (hops > 1)
            {
                SuspendSoon(hops - 1);
            }
            else
            {
                GiveUp(new PassOutcome.Suspended([.. _waits!]));
            }
        }
    }

    private void GiveUp(PassOutcome? outcome)
    {
        _isGivenUp = true;
        GivingUp.TrySetResult(outcome);
    }

    private void Note(Action what)
    {
        if (TryEnter())
        {
            lock (gate)
            {
                what();
            }

            Leave();
        }
    }

    private async Task LeaveLaterAsync()
    {
        await Task.Delay(Moment, time).ConfigureAwait(false);
        Leave();
    }
}
