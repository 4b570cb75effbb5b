using Microsoft.Extensions.Logging;
using Redflow.Runs;
using Redflow.Storage;

namespace Redflow.Hosting;

/// <summary>Renews the worker's lease at a third of its duration, and takes note of what was lost or canceled behind its back.</summary>
internal sealed class LeaseKeeper(
    string worker, Lease lease, Registrar registrar, IRedflowStore store, HeldRuns held, ClaimLoop claims, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LongestGateWait = TimeSpan.FromMilliseconds(100);

    /// <summary>When the lease was renewed last in partitions that do not answer while others do.</summary>
    private readonly Dictionary<int, long> _unansweredSince = [];

    private volatile bool _isDraining;

    /// <summary>A fifth of the lease, and at most a second: after an outage the reapers give workers three to renew.</summary>
    private TimeSpan AfterFailure => TimeSpan.FromSeconds(Math.Min(lease.Duration.TotalSeconds / 5, 1));

    /// <summary>Says with the next renewal, which follows at once, and with each one after it that the worker drains.</summary>
    public void Drain()
    {
        _isDraining = true;
        claims.RenewNow.Set();
    }

    public async Task RunAsync(CancellationToken stopped)
    {
        var failed = false;
        while (!stopped.IsCancellationRequested)
        {
            var delay = failed ? AfterFailure : lease.Duration / 3;
            await claims.RenewNow.WaitAsync(delay, stopped).ConfigureAwait(false);
            if (!stopped.IsCancellationRequested)
            {
                failed = !await TryRenewAsync(stopped).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> TryRenewAsync(CancellationToken stopped)
    {
        var sentAt = time.GetTimestamp();
        try
        {
            var left = lease.Left is var rest && rest > TimeSpan.Zero ? rest : lease.Duration;
            using var timeout = new CancellationTokenSource(left, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopped);
            var (reply, named) = await RenewAsync(linked.Token).ConfigureAwait(false);
            LoseUnanswered(reply, named);
            lease.Renew(sentAt);
            await ApplyAsync(reply, named, stopped).ConfigureAwait(false);
            return reply.Failure is null;
        }
        catch (Exception exception) when (!stopped.IsCancellationRequested)
        {
            // The loop outlives every failure of the store; once the lease has run out, other workers may have the runs. The last try of a
            // lease waits for that moment: the next one would come after it.
            var left = lease.Left;
            if (left > TimeSpan.Zero && left < AfterFailure)
            {
                await Task.Delay(left + TimeSpan.FromMilliseconds(1), time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            // In this order: behind the end of the lease the claims may register again, and what they claim then is not lost.
            var term = lease.Term;
            var lost = lease.Left <= TimeSpan.Zero ? held.LoseUpTo(term) : 0;
            if (lost > 0)
            {
                claims.Wake();
            }

            if (lost > 0 || exception is not (StoreUnavailableException or OperationCanceledException))
            {
                logger.RenewalFailed(exception, lost);
            }

            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<(RenewReply Reply, IReadOnlyList<HeldRun> Named)> RenewAsync(CancellationToken stopped)
    {
        var quiet = await claims.Gate.BeginQuietAsync(LongestGateWait, stopped).ConfigureAwait(false);
        try
        {
            var renewal = new LeaseRenewal(worker, lease.Duration, held.Snapshot(), quiet) { IsDraining = _isDraining };
            return (await store.RenewAsync(renewal, stopped).ConfigureAwait(false), renewal.Held);
        }
        finally
        {
            if (quiet)
            {
                claims.Gate.EndQuiet();
            }
        }
    }

    /// <summary>Loses the runs of partitions that have not answered for as long as the lease lasts: there it has run out.</summary>
    private void LoseUnanswered(RenewReply reply, IReadOnlyList<HeldRun> named)
    {
        foreach (var answered in _unansweredSince.Keys.Except(reply.Unanswered).ToArray())
        {
            _unansweredSince.Remove(answered);
        }

        foreach (var partition in reply.Unanswered)
        {
            _unansweredSince.TryAdd(partition, lease.RenewedAt);
        }

        var lost = named.Where(run => _unansweredSince.TryGetValue(run.Id.Partition, out var since)
            && time.GetElapsedTime(since) >= lease.Duration).ToArray();
        if (lost.Length > 0)
        {
            Array.ForEach(lost, held.Lose);
            claims.Wake();
            logger.RenewalFailed(reply.Failure!, lost.Length);
        }
    }

    private async Task ApplyAsync(RenewReply reply, IReadOnlyList<HeldRun> named, CancellationToken stopped)
    {
        Apply(reply.Lost, held.Lose);
        Apply(reply.TimedOut, held.TimeOut);
        Apply(reply.Canceled, held.Cancel);
        if (reply.Lost.Count + reply.TimedOut.Count > 0)
        {
            claims.Wake();
        }

        if (reply.Returned > 0)
        {
            logger.StrangersReturned(reply.Returned);
        }

        if (!reply.Known)
        {
            logger.LeaseReaped();
            await registrar.RegisterAsync(stopped).ConfigureAwait(false);
            claims.Wake();
        }

        // Of the runs that were named, not of those that may have been claimed anew since.
        void Apply(IReadOnlyList<RunId> ids, Action<HeldRun> apply)
        {
            foreach (var run in named.Where(run => ids.Contains(run.Id)))
            {
                apply(run);
            }
        }
    }
}
