using Microsoft.Extensions.Logging;
using Redflow.Execution;
using Redflow.Storage;

namespace Redflow.Hosting;

/// <summary>
/// Hands finished passes in and claims runs for the room there is. What finishes while a call is in flight goes with the next one; once that
/// is half of what the worker has room for, without waiting for the first, so that Redis has work while replies are read and passes run.
/// Idle, the loop waits for a wake-up or the poll interval.
/// </summary>
internal sealed class ClaimLoop(
    WorkerRegistration registration,
    Lease lease,
    Registrar registrar,
    RedflowWorkerOptions options,
    IRedflowStore store,
    PassRunner passes,
    HeldRuns held,
    EffectRelay relay,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>What one call claims at most: it keeps the reply, and the time Redis spends on it, short.</summary>
    private const int MaxClaim = 500;

    /// <summary>How many passes one call hands in at most.</summary>
    private const int MaxFinished = 64;

    /// <summary>Half of what there is room for: while one half is handed in, the other runs.</summary>
    private readonly FinishedPasses _finished = new(Math.Clamp((options.Concurrency + 1) / 2, 1, MaxFinished), time);

    private readonly AsyncSignal _signal = new(time);
    private readonly Backoff _backoff = new(time);
    private readonly Lock _books = new();
    private int _promised;
    private volatile int _calls;
    private volatile bool _look = true;
    private bool _isPartAway;

    public CallGate Gate { get; } = new(time);

    /// <summary>
    /// Set when the lease is to be renewed at once. A claim's reply was lost, or came too late: what it may have claimed is under the lease, and runs
    /// nowhere until a renewal gives it back. Or the worker drains, and says so.
    /// </summary>
    public AsyncSignal RenewNow { get; } = new(time);

    /// <summary>Makes the loop look for runs now.</summary>
    public void Wake()
    {
        _look = true;
        _signal.Set();
    }

    /// <summary>Takes a pass that has ended, to hand it in with the next call.</summary>
    public void HandIn(FinishedPass pass)
    {
        _finished.Add(pass);
        if (_calls == 0 || IsAnotherDue)
        {
            _signal.Set();
        }
    }

    /// <param name="stopping">From then on nothing is claimed, and the loop ends when the last pass is handed in.</param>
    /// <param name="givingUp">From then on the loop ends whatever is still running.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken givingUp)
    {
        await using var registered = stopping.Register(Wake);
        var calls = new List<Task>();
        while (!givingUp.IsCancellationRequested && !(stopping.IsCancellationRequested && IsEmpty))
        {
            // Passes that were started before get their turn first: many finish in it.
            await Task.Yield();
            if (Next(stopping.IsCancellationRequested) is { } exchange)
            {
                calls.Add(CallAsync(exchange, givingUp));
            }
            else if (!await _signal.WaitAsync(LongestWait, givingUp).ConfigureAwait(false))
            {
                // Assigned after the wait, and only to true: a wake-up may set it meanwhile.
                _look = true;
            }

            foreach (var ended in calls.FindAll(static call => call.IsCompleted))
            {
                calls.Remove(ended);
                await ended.ConfigureAwait(false);
            }
        }

        await Task.WhenAll(calls).ConfigureAwait(false);
    }

    private bool IsEmpty => held.Count == 0 && _finished.IsEmpty && _calls == 0;

    /// <summary>The end of a call sets the signal, too.</summary>
    private TimeSpan LongestWait => _calls > 0
        ? Timeout.InfiniteTimeSpan
        : _finished.IsPartAway && FinishedPasses.PartAgain < options.PollInterval ? FinishedPasses.PartAgain : options.PollInterval;

    /// <summary>Whether there is enough for another call beside one. While Redis or a part of it is away there is none.</summary>
    private bool IsAnotherDue => _calls < CallGate.MaxCalls && _finished.IsFull && !_finished.IsPartAway && _backoff.IsFirst;

    /// <summary>What to send now; null when there is nothing, or not enough.</summary>
    private Exchange? Next(bool draining)
    {
        lock (_books)
        {
            if (_calls > 0 && !IsAnotherDue)
            {
                return null;
            }

            var finished = _finished.Take();
            var room = draining ? 0 : Math.Clamp(options.Concurrency - held.Count - _promised + finished.Count, 0, MaxClaim);
            if (finished.Count == 0 && !(_look && (room > 0 || draining)))
            {
                return null;
            }

            if (room > 0 || draining)
            {
                _look = false;
            }

            _promised += room - finished.Count;
            _calls++;
            return new(registration.Worker, registration.Queues, room, finished);
        }
    }

    private async Task CallAsync(Exchange exchange, CancellationToken givingUp)
    {
        try
        {
            await ExchangeAsync(exchange, givingUp).ConfigureAwait(false);
        }
        finally
        {
            lock (_books)
            {
                _calls--;
                _signal.Set();
            }
        }
    }

    private async Task ExchangeAsync(Exchange exchange, CancellationToken givingUp)
    {
        try
        {
            var reply = await SendAsync(exchange, givingUp).ConfigureAwait(false);
            NotePart(reply);
            if (_backoff.Reset())
            {
                logger.StoreAnswersAgain();
            }

            if (reply.HasEffects)
            {
                relay.Wake();
            }

            if (exchange.Room > 0 && (reply.IsCut || reply.Claimed.Count == exchange.Room))
            {
                _look = true;
            }
            else if (exchange.Room > 0 && !reply.Known)
            {
                await registrar.RegisterAsync(givingUp).ConfigureAwait(false);
                _look = true;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !givingUp.IsCancellationRequested)
        {
            // The loop outlives every failure of the store. What was finished is handed in again: it counts once.
            Report(exception, exchange.Finished.Count);
            _finished.PutBack(exchange.Finished);
            _look = true;
            if (exchange.Room > 0 && exception is not StoreUnavailableException { MayHaveHappened: false })
            {
                RenewNow.Set();
            }

            await _backoff.WaitAsync(givingUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _finished.PutBack(exchange.Finished);
        }
    }

    private void NotePart(ExchangeReply reply)
    {
        if (reply.Failure is not { } failure)
        {
            _isPartAway = false;
            return;
        }

        _finished.PutOff(reply.Unanswered);
        if (failure is not StoreUnavailableException { MayHaveHappened: false })
        {
            RenewNow.Set();
        }

        if (!_isPartAway)
        {
            _isPartAway = true;
            logger.PartitionUnavailable(failure.Message, reply.Unanswered.Count);
        }
    }

    private void Report(Exception exception, int finished)
    {
        if (exception is not StoreUnavailableException)
        {
            logger.ExchangeFailed(exception, finished);
        }
        else if (_backoff.IsFirst)
        {
            logger.StoreUnavailable(exception.Message, finished);
        }
    }

    private async Task<ExchangeReply> SendAsync(Exchange exchange, CancellationToken givingUp)
    {
        await Gate.EnterAsync(givingUp).ConfigureAwait(false);
        try
        {
            ExchangeReply? reply = null;
            var term = lease.Term;
            try
            {
                return reply = await store.ExchangeAsync(exchange, givingUp).ConfigureAwait(false);
            }
            finally
            {
                Book(exchange, reply, term);
            }
        }
        finally
        {
            Gate.Leave();
        }
    }

    /// <summary>Takes note of what a call has brought, in one step: what is held and what calls may still bring never exceed the room.</summary>
    private void Book(Exchange exchange, ExchangeReply? reply, int term)
    {
        Pass[] claimed;
        lock (_books)
        {
            _promised -= exchange.Room - exchange.Finished.Count;
            for (var i = 0; i < exchange.Finished.Count && reply is not null; i++)
            {
                if (reply.Unanswered.Count == 0 || !reply.Unanswered.Contains(exchange.Finished[i]))
                {
                    passes.Settle(exchange.Finished[i], reply.Finished[i]);
                }
            }

            claimed = reply is null ? [] : [.. reply.Claimed.Select(run => passes.Hold(run, term))];
        }

        foreach (var pass in claimed)
        {
            passes.Start(pass, term, this);
        }
    }
}
