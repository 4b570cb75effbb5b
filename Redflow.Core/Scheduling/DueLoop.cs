using Microsoft.Extensions.Logging;
using Redflow.Hosting;
using Redflow.Storage;
using Redflow.Telemetry;

namespace Redflow.Scheduling;

/// <summary>
/// Looks at what is due and sleeps until the next thing is, at most <paramref name="longestSleep"/>. Any number of replicas may run one:
/// each look is atomic, and what one has dealt with is not due for the others.
/// </summary>
internal sealed class DueLoop(
    string name, TimeSpan longestSleep, Func<CancellationToken, Task<DueReply>> look, TimeProvider time, ILogger logger)
{
    private readonly AsyncSignal _signal = new(ExactTime.Of(time));
    private readonly Backoff _backoff = new(time);

    /// <summary>Makes the loop look now.</summary>
    public void Wake() => _signal.Set();

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var reply = await look(stopping).ConfigureAwait(false);
                if (_backoff.Reset())
                {
                    logger.StoreAnswersAgain(name);
                }

                if (reply.Lateness is { } lateness)
                {
                    SchedulerMetrics.Late(name, lateness);
                }

                if (reply.Count > 0)
                {
                    logger.Moved(name, reply.Count);
                }

                var sleep = reply.NextIn is { } next && next < longestSleep ? next : longestSleep;
                if (sleep > TimeSpan.Zero)
                {
                    await _signal.WaitAsync(sleep, stopping).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested && exception is not StoreConfigurationException)
            {
                // The loop outlives every failure of the store, but not a store that refuses it for good.
                Report(exception);
                await _backoff.WaitAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Runs, and looks at once when the store says that something is due earlier. It does not wait until the store can say so.</summary>
    public async Task RunAsync(IRedflowStore store, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var both = new[] { RunAsync(ended.Token), ListenAsync(store, ended.Token) };
        await Task.WhenAny(both).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(both).ConfigureAwait(false);
    }

    private async Task ListenAsync(IRedflowStore store, CancellationToken ended)
    {
        await using var subscription = await SubscribeAsync(store, ended).ConfigureAwait(false);

        // Another timer may have become the earliest one before anybody listened.
        Wake();
        await Task.Delay(Timeout.InfiniteTimeSpan, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Without a store it goes on trying.</summary>
    /// <returns>Null when the loop ends.</returns>
    private async Task<IAsyncDisposable?> SubscribeAsync(IRedflowStore store, CancellationToken ended)
    {
        var backoff = new Backoff(time);
        while (!ended.IsCancellationRequested)
        {
            try
            {
                return await store.SubscribeTimersAsync(Wake, ended).ConfigureAwait(false);
            }
            catch (StoreUnavailableException exception)
            {
                if (backoff.IsFirst)
                {
                    logger.SubscriptionFailed(exception.Message, name);
                }

                await backoff.WaitAsync(ended).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return null;
            }
        }

        return null;
    }

    private void Report(Exception exception)
    {
        if (exception is not StoreUnavailableException)
        {
            logger.LookFailed(exception, name);
        }
        else if (_backoff.IsFirst)
        {
            logger.StoreUnavailable(exception.Message, name);
        }
    }
}
