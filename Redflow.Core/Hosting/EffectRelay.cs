using Microsoft.Extensions.Logging;
using Redflow.Storage;

namespace Redflow.Hosting;

/// <summary>
/// Delivers what this worker's runs owe to others as soon as it is owed. What is left when the worker dies is the Scheduler's to deliver.
/// </summary>
internal sealed class EffectRelay(IRedflowStore store, TimeProvider time, ILogger logger)
{
    private const int BatchSize = 100;

    private readonly AsyncSignal _signal = new(time);

    /// <summary>Says that there are effects.</summary>
    public void Wake() => _signal.Set();

    public async Task RunAsync(CancellationToken stopped)
    {
        while (!stopped.IsCancellationRequested)
        {
            if (await _signal.WaitAsync(Timeout.InfiniteTimeSpan, stopped).ConfigureAwait(false))
            {
                await DeliverAsync(stopped).ConfigureAwait(false);
            }
        }
    }

    private async Task DeliverAsync(CancellationToken stopped)
    {
        try
        {
            while ((await store.RelayAsync(BatchSize, stopped).ConfigureAwait(false)).NextIn == TimeSpan.Zero)
            {
            }
        }
        catch (Exception exception) when (!stopped.IsCancellationRequested)
        {
            // The loop outlives every failure; a Scheduler delivers what this one could not.
            logger.RelayFailed(exception);
        }
        catch (OperationCanceledException)
        {
            // The Scheduler delivers the rest.
        }
    }
}
