using Microsoft.Extensions.Logging;
using Redflow.Hosting;
using Redflow.Storage;

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

    /// <summary>Runs, and looks at once when the store says that something is due earlier.</summary>
    public async Task RunAsync(IRedflowStore store, CancellationToken stopping)
    {
        await using var subscription = await SubscribeAsync(store, stopping).ConfigureAwait(false);
        await RunAsync(stopping).ConfigureAwait(false);
    }

    /// <summary>Without a store it goes on trying.</summary>
    /// <returns>Null when the host stops.</returns>
    private async Task<IAsyncDisposable?> SubscribeAsync(IRedflowStore store, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                return await store.SubscribeTimersAsync(Wake, stopping).ConfigureAwait(false);
            }
            catch (StoreUnavailableException exception)
            {
                if (_backoff.IsFirst)
                {
                    logger.StoreUnavailable(exception.Message, name);
                }

                await _backoff.WaitAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
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
