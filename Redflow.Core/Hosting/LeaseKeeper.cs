using Microsoft.Extensions.Logging;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Hosting;

/// <summary>Renews the worker's lease at a third of its duration, and takes note of what was lost or canceled behind its back.</summary>
internal sealed class LeaseKeeper(
    WorkerRegistration registration, Registrar registrar, IRedflowStore store, HeldRuns held, ClaimLoop claims, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LongestGateWait = TimeSpan.FromMilliseconds(100);

    private long _renewedAt = time.GetTimestamp();

    /// <summary>A fifth of the lease, and at most a second: after an outage the reapers give workers three to renew.</summary>
    private TimeSpan AfterFailure => TimeSpan.FromSeconds(Math.Min(registration.LeaseDuration.TotalSeconds / 5, 1));

    private TimeSpan Left => registration.LeaseDuration - time.GetElapsedTime(_renewedAt);

    public async Task RunAsync(CancellationToken stopped)
    {
        var failed = false;
        while (!stopped.IsCancellationRequested)
        {
            var delay = failed ? AfterFailure : registration.LeaseDuration / 3;
            await Task.Delay(delay, time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            var left = Left > TimeSpan.Zero ? Left : registration.LeaseDuration;
            var (reply, named) = await RenewAsync(stopped).WaitAsync(left, time, stopped).ConfigureAwait(false);
            _renewedAt = sentAt;
            await ApplyAsync(reply, named, stopped).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (!stopped.IsCancellationRequested)
        {
            // The loop outlives every failure of the store; once the lease has run out, other workers may have the runs. The last try of a
            // lease waits for that moment: the next one would come after it.
            if (Left > TimeSpan.Zero && Left < AfterFailure)
            {
                await Task.Delay(Left + TimeSpan.FromMilliseconds(1), time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            var lost = Left <= TimeSpan.Zero ? held.LoseAll() : 0;
            if (lost > 0 || exception is not (StoreUnavailableException or TimeoutException))
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
        var quiet = await claims.Gate.WaitAsync(LongestGateWait, stopped).ConfigureAwait(false);
        try
        {
            var renewal = new LeaseRenewal(registration.Worker, registration.LeaseDuration, held.Snapshot(), quiet);
            return (await store.RenewAsync(renewal, stopped).ConfigureAwait(false), renewal.Held);
        }
        finally
        {
            if (quiet)
            {
                claims.Gate.Release();
            }
        }
    }

    private async Task ApplyAsync(RenewReply reply, IReadOnlyList<HeldRun> named, CancellationToken stopped)
    {
        foreach (var lost in named.Where(run => reply.Lost.Contains(run.Id)))
        {
            held.Lose(lost);
        }

        foreach (var id in reply.Canceled)
        {
            held.Cancel(id, CancellationReason.RunCanceled);
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
    }
}
