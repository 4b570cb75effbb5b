using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Redflow.Execution;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Hosting;

/// <summary>
/// Hands finished passes in and claims runs for the room there is, one call at a time: what finishes while a call is in flight goes
/// with the next one. Idle, it waits for a wake-up or the poll interval.
/// </summary>
internal sealed class ClaimLoop(
    WorkerRegistration registration,
    Registrar registrar,
    RedflowWorkerOptions options,
    IRedflowStore store,
    PassExecutor executor,
    WorkflowRegistry registry,
    HeldRuns held,
    EffectRelay relay,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>What one call claims at most: it keeps the reply, and the time Redis spends on it, short.</summary>
    private const int MaxClaim = 500;

    /// <summary>How many passes one call hands in at most.</summary>
    private const int MaxFinished = 64;

    /// <summary>How many bytes of payloads they have at most; a pass that has more goes alone.</summary>
    private const int MaxFinishedBytes = 1024 * 1024;

    /// <summary>After how long passes are handed in again to a partition that does not answer while others do.</summary>
    private static readonly TimeSpan PartAgain = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<FinishedPass> _finished = new();
    private readonly AsyncSignal _signal = new(time);
    private readonly Backoff _backoff = new(time);
    private readonly List<FinishedPass> _unanswered = [];
    private volatile bool _look = true;
    private bool _isPartAway;
    private long _partAskedAt;

    /// <summary>
    /// Held during a call: a renewal that holds it knows of every run that was claimed, and may give back those under its lease that it
    /// doesn't know.
    /// </summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Set when a claim's reply was lost: what it may have claimed is under the lease, and runs nowhere until a renewal gives it back.</summary>
    public AsyncSignal ReplyLost { get; } = new(time);

    /// <summary>Makes the loop look for runs now.</summary>
    public void Wake()
    {
        _look = true;
        _signal.Set();
    }

    /// <param name="stopping">From then on nothing is claimed, and the loop ends when the last pass is handed in.</param>
    /// <param name="givingUp">From then on the loop ends whatever is still running.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken givingUp)
    {
        await using var registered = stopping.Register(Wake);
        while (!givingUp.IsCancellationRequested && !(stopping.IsCancellationRequested && held.Count == 0 && _finished.IsEmpty && _unanswered.Count == 0))
        {
            var finished = TakeFinished();
            var draining = stopping.IsCancellationRequested;
            var room = draining ? 0 : Math.Clamp(options.Concurrency - held.Count + finished.Count, 0, MaxClaim);
            if (finished.Count == 0 && !(_look && (room > 0 || draining)))
            {
                // Assigned after the wait, and only to true: a wake-up may set it meanwhile.
                if (!await _signal.WaitAsync(LongestWait, givingUp).ConfigureAwait(false))
                {
                    _look = true;
                }

                continue;
            }

            _look = false;
            await ExchangeAsync(new(registration.Worker, registration.Queues, room, finished), givingUp).ConfigureAwait(false);
        }
    }

    private TimeSpan LongestWait => _unanswered.Count > 0 && PartAgain < options.PollInterval ? PartAgain : options.PollInterval;

    private async Task ExchangeAsync(Exchange exchange, CancellationToken givingUp)
    {
        try
        {
            var reply = await CallAsync(exchange, givingUp).ConfigureAwait(false);
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
            PutBack(exchange.Finished);
            _look = true;
            if (exchange.Room > 0 && exception is not StoreUnavailableException { MayHaveHappened: false })
            {
                ReplyLost.Set();
            }

            await _backoff.WaitAsync(givingUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            PutBack(exchange.Finished);
        }
    }

    /// <summary>Keeps what a partition has not answered, which goes on being asked once a second, so that the others are served meanwhile.</summary>
    private void NotePart(ExchangeReply reply)
    {
        _unanswered.AddRange(reply.Unanswered);
        if (reply.Failure is not { } failure)
        {
            _isPartAway = false;
            return;
        }

        _partAskedAt = time.GetTimestamp();
        if (failure is not StoreUnavailableException { MayHaveHappened: false })
        {
            ReplyLost.Set();
        }

        if (!_isPartAway)
        {
            _isPartAway = true;
            logger.PartitionUnavailable(failure.Message, _unanswered.Count);
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

    private async Task<ExchangeReply> CallAsync(Exchange exchange, CancellationToken givingUp)
    {
        await Gate.WaitAsync(givingUp).ConfigureAwait(false);
        try
        {
            var reply = await store.ExchangeAsync(exchange, givingUp).ConfigureAwait(false);
            for (var i = 0; i < exchange.Finished.Count; i++)
            {
                if (reply.Unanswered.Count == 0 || !reply.Unanswered.Contains(exchange.Finished[i]))
                {
                    Settle(exchange.Finished[i], reply.Finished[i]);
                }
            }

            foreach (var claimed in reply.Claimed)
            {
                Start(claimed);
            }

            return reply;
        }
        finally
        {
            Gate.Release();
        }
    }

    private void Settle(FinishedPass finished, bool accepted)
    {
        held.Remove(finished.Id, finished.Fence);
        if (!accepted)
        {
            logger.OutcomeRefused(finished.Id);
        }
    }

    private void Start(ClaimedRun claimed)
    {
        var maxAttempts = registry.Find(claimed.Workflow)?.Options.MaxAttempts ?? claimed.Attempt;
        var pass = new Pass(claimed, maxAttempts, store, relay, time, logger);
        held.Add(pass);

        // Off this loop, which the handler's first synchronous stretch must not hold up, and in the order of the claims.
        ThreadPool.UnsafeQueueUserWorkItem(static begun => begun.Loop.Begin(begun.Pass), (Loop: this, Pass: pass), preferLocal: false);
    }

    /// <summary>The pass is owned by HeldRuns until it is handed in.</summary>
    private void Begin(Pass pass) => _ = RunPassAsync(pass);

    private async Task RunPassAsync(Pass pass)
    {
        try
        {
            using (pass)
            {
                if (await executor.RunAsync(pass).ConfigureAwait(false) is { } outcome)
                {
                    _finished.Enqueue(new(pass.Claimed.Id, pass.Claimed.Fence, outcome) { Claimed = pass.Claimed });
                    _signal.Set();
                }
                else
                {
                    Drop(pass);
                    ReportLoss(pass);
                }
            }
        }
        catch (Exception exception)
        {
            // The boundary of the task that nobody awaits: a pass that can't be handed in must not be renewed for ever.
            Drop(pass);
            logger.PassLost(exception, pass.Claimed.Id, pass.Claimed.Workflow);
        }
    }

    /// <summary>Forgets a pass of which nothing is handed in; there is room for another run then.</summary>
    private void Drop(Pass pass)
    {
        held.Remove(pass.Claimed.Id, pass.Claimed.Fence);
        Wake();
    }

    private void ReportLoss(Pass pass)
    {
        if (pass.CancellationReason == CancellationReason.RunTimedOut)
        {
            logger.RunTimedOut(pass.Claimed.Id, pass.Claimed.Workflow);
        }
        else
        {
            logger.LeaseOfRunLost(pass.Claimed.Id, pass.Claimed.Workflow);
        }
    }

    private List<FinishedPass> TakeFinished()
    {
        if (_unanswered.Count > 0 && time.GetElapsedTime(_partAskedAt) >= PartAgain)
        {
            PutBack(_unanswered);
            _unanswered.Clear();
        }

        var finished = new List<FinishedPass>(Math.Min(_finished.Count, MaxFinished));
        var bytes = 0L;
        while (finished.Count < MaxFinished
            && _finished.TryPeek(out var pass)
            && (finished.Count == 0 || bytes + pass.Outcome.PayloadSize <= MaxFinishedBytes)
            && _finished.TryDequeue(out pass))
        {
            finished.Add(pass);
            bytes += pass.Outcome.PayloadSize;
        }

        return finished;
    }

    private void PutBack(IReadOnlyList<FinishedPass> finished)
    {
        foreach (var pass in finished)
        {
            _finished.Enqueue(pass);
        }
    }
}
