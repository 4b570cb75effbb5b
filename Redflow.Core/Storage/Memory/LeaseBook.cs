using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Begins, renews, ends and reaps the leases of workers.</summary>
internal sealed class LeaseBook(MemoryState state)
{
    private DateTimeOffset? _lookedAt;
    private DateTimeOffset _reapFrom;

    /// <summary>Starts a worker's lease, or starts it again after it was reaped.</summary>
    public void Register(WorkerRegistration worker, Turn turn)
    {
        if (!state.Workers.TryGetValue(worker.Worker, out var lease))
        {
            state.Workers[worker.Worker] = lease = new(worker);
        }

        lease.Worker = worker;
        lease.StartedAt = turn.Now;
        lease.ExpiresAt = WholeMilliseconds.After(turn.Now, worker.LeaseDuration);
        foreach (var queue in worker.Queues)
        {
            state.Queues.Name(queue);
        }
    }

    /// <summary>Renews a worker's lease over every run it holds, and tells it what changed behind its back.</summary>
    public RenewReply Renew(LeaseRenewal renewal, Turn turn)
    {
        var lease = state.Workers.GetValueOrDefault(renewal.Worker);
        if (lease is not null)
        {
            lease.ExpiresAt = WholeMilliseconds.After(turn.Now, renewal.LeaseDuration);
            lease.IsDraining |= renewal.IsDraining;
        }

        var held = renewal.Held.ToLookup(run => state.FindRunning(run.Id)?.Fence == run.Fence);
        var gone = held[false].ToLookup(HasTimedOut, run => run.Id);
        var canceled = held[true].Select(run => run.Id).Where(id => state.FindRunning(id)!.CancelReason is not null).ToArray();
        var returned = lease is not null && renewal.ReturnStrangers ? ReturnStrangers(lease, renewal.Held, turn) : 0;
        return new(lease is not null, [.. gone[false]], [.. gone[true]], canceled, returned);
    }

    /// <summary>Whether a run has ended at its time-out, while it was held under the fence before: nobody has claimed it since.</summary>
    private bool HasTimedOut(HeldRun held) =>
        state.Runs.Find(held.Id) is { Status: RunStatus.Failed, Error.Type: RunError.RunTimedOut } run && run.Fence == held.Fence + 1;

    /// <summary>Ends a worker's lease: what it still holds goes back into the queues at once, the attempts not counted.</summary>
    public void Release(string worker, Turn turn)
    {
        if (state.Workers.TryGetValue(worker, out var lease))
        {
            GiveBack(lease.Runs, turn);
            Forget(worker, lease);
        }
    }

    /// <summary>
    /// Takes runs back from workers whose lease ran out: each goes to its queue for its next attempt; it ends canceled if that was asked
    /// for, and failed if it has lost as many workers as its workflow allows. A worker is forgotten with its last run.
    /// </summary>
    public DueReply Reap(ReapRequest request, Turn turn)
    {
        if (IsLate(request, turn.Now))
        {
            _reapFrom = WholeMilliseconds.After(turn.Now, request.Grace);
        }

        _lookedAt = turn.Now;
        return _reapFrom > turn.Now ? new(0, _reapFrom - turn.Now) : Reap(request.Limit, turn);
    }

    /// <summary>Whether workers may have been unable to renew since the last look.</summary>
    private bool IsLate(ReapRequest request, DateTimeOffset now) => now - (_lookedAt ?? now) > request.LongestGap;

    private DueReply Reap(int limit, Turn turn)
    {
        var left = limit;
        var late = state.Workers.Where(worker => worker.Value.ExpiresAt <= turn.Now).OrderBy(worker => worker.Value.ExpiresAt).Take(limit);
        foreach (var (worker, lease) in late.ToArray())
        {
            for (; left > 0 && lease.Runs.Count > 0; left--)
            {
                var id = lease.Runs.Min;
                lease.Runs.Remove(id);
                if (state.FindRunning(id) is { } run)
                {
                    TakeBack(run, worker, turn);
                }
            }

            if (left > 0)
            {
                Forget(worker, lease);
            }
        }

        return new(limit - left, NextIn(turn.Now));
    }

    private void TakeBack(MemoryRun run, string worker, Turn turn)
    {
        run.Crashes++;
        var lost = new RunError(RunError.WorkerLost, $"The run lost {run.Crashes} workers, the last one {worker}.");
        if (run.CancelReason is null && run.Crashes >= run.Definition.MaxCrashes)
        {
            run.Fence++;
            state.Endings.EndFailed(run, lost, turn);
            return;
        }

        if (run.CancelReason is null)
        {
            run.FailAttempt(lost, turn.Now);
            state.Minutes.Retried(run, turn.Now);
        }

        state.GiveBack(run, turn);
    }

    /// <summary>Gives back the runs under a lease that its worker does not name: a claim's reply was lost.</summary>
    private int ReturnStrangers(WorkerLease lease, IReadOnlyList<HeldRun> held, Turn turn)
    {
        var strangers = lease.Runs.Except(held.Select(run => run.Id)).ToArray();
        lease.Runs.ExceptWith(strangers);
        GiveBack(strangers, turn);
        return strangers.Length;
    }

    private void GiveBack(IEnumerable<RunId> ids, Turn turn)
    {
        foreach (var run in ids.Select(state.FindRunning).OfType<MemoryRun>())
        {
            state.GiveBack(run, turn);
        }
    }

    private void Forget(string worker, WorkerLease lease)
    {
        foreach (var queue in lease.Worker.Queues)
        {
            state.Queues[queue].RemoveIdle(worker);
        }

        state.Workers.Remove(worker);
    }

    private TimeSpan? NextIn(DateTimeOffset now)
    {
        if (state.Workers.Count == 0)
        {
            return null;
        }

        var next = state.Workers.Values.Min(lease => lease.ExpiresAt);
        return next > now ? next - now : TimeSpan.Zero;
    }
}
