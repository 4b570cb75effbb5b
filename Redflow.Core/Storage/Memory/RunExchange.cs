using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Takes in how passes ended and gives the worker runs for the room it has, in one step.</summary>
internal sealed class RunExchange(MemoryState state, PassTaker passes)
{
    private const int MostPassedOver = 100;

    public ExchangeReply Exchange(Exchange exchange, Turn turn)
    {
        var finished = exchange.Finished.Select(pass => passes.Take(pass, exchange.Worker, turn)).ToArray();
        state.Pump.RunAll(turn);
        var lease = state.Workers.GetValueOrDefault(exchange.Worker) is { } known && known.ExpiresAt > turn.Now ? known : null;
        var passedOver = new List<MemoryRun>();
        var claimed = lease is null ? [] : Claim(exchange, lease, passedOver, turn);
        foreach (var workflow in passedOver.Select(run => run.Definition).Distinct())
        {
            state.Pump.Run(workflow, turn);
        }

        var hasRoom = lease is not null && claimed.Count < exchange.Room;
        var isCut = hasRoom && BytesOf(claimed) >= ExchangeReply.MaxBytes;
        Settle(exchange, hasRoom && !isCut, passedOver.Count == MostPassedOver, turn);
        return new(lease is not null, finished, claimed) { IsCut = isCut, HasEffects = state.Outbox.Count > 0 };
    }

    /// <summary>Claims until there is no room left, in the worker or the reply, or no run. Runs that may not start are passed over, a hundred at most.</summary>
    private List<ClaimedRun> Claim(Exchange exchange, WorkerLease lease, List<MemoryRun> passedOver, Turn turn)
    {
        var claimed = new List<ClaimedRun>();
        foreach (var queue in exchange.Queues)
        {
            while (claimed.Count < exchange.Room
                && BytesOf(claimed) < ExchangeReply.MaxBytes
                && passedOver.Count < MostPassedOver
                && state.Queues[queue] is { Pause: null } open
                && open.TryTake(out var run))
            {
                if (Admission.Admits(run, turn))
                {
                    var since = ReadySince(run);
                    Claim(run, exchange.Worker, turn);
                    lease.Runs.Add(run.Id);
                    claimed.Add(run.ToClaimed(turn.Now) with { ReadySince = since });
                    run.WokenBy = null;
                }
                else
                {
                    passedOver.Add(run);
                }
            }
        }

        return claimed;
    }

    /// <summary>Since when it could have started, or gone on. One that went back into its old place was there before it ran.</summary>
    private static DateTimeOffset? ReadySince(MemoryRun run) =>
        run.StartedAt is not { } started ? run.StartableFrom : run.ReadySince >= started ? run.ReadySince : null;

    private static long BytesOf(List<ClaimedRun> claimed) =>
        claimed.Sum(run => (long)run.Input.Length + run.Steps.Values.Sum(payload => (long)payload.Length));

    /// <summary>Gives a run that was taken out of its queue to a worker, under a higher fence.</summary>
    private void Claim(MemoryRun run, string worker, Turn turn)
    {
        run.Fence = Math.Max((run.Fence ?? 0) + 1, turn.Now.ToUnixTimeMilliseconds());
        run.Worker = worker;
        state.Runs.Move(run, RunStatus.Running);
        state.Deadlines.Claim(run, turn);
        if (run.StartedAt is null)
        {
            run.StartedAt = turn.Now;
            state.Minutes.Started(run, turn.Now);
        }
    }

    /// <summary>
    /// A worker with room left is woken when there is more. What one without leaves behind is for the next; what lies behind too many that
    /// may not start is for any.
    /// </summary>
    private void Settle(Exchange exchange, bool isIdle, bool isCut, Turn turn)
    {
        foreach (var name in exchange.Queues)
        {
            var queue = state.Queues[name];
            if (isIdle)
            {
                queue.AddIdle(exchange.Worker);
            }
            else
            {
                queue.RemoveIdle(exchange.Worker);
            }

            if ((!isIdle || isCut) && queue.Count > 0)
            {
                turn.Woken.Add(name);
            }
        }
    }
}
