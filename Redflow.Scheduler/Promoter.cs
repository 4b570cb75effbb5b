using Microsoft.Extensions.Options;
using Redflow.Hosting;
using Redflow.Storage;

namespace Redflow.Scheduler;

/// <summary>Moves due runs, delayed, retried or sleeping, to their queues, when they are due.</summary>
internal sealed class Promoter(IRedflowStore store, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<Promoter> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var loop = new DueLoop(
            nameof(Promoter), options.Value.PollInterval, ct => store.PromoteAsync(options.Value.BatchSize, ct), time, logger);
        await using var subscription = await SubscribeAsync(loop, stoppingToken).ConfigureAwait(false);
        await loop.RunAsync(stoppingToken).ConfigureAwait(false);
    }

    private async Task<IAsyncDisposable?> SubscribeAsync(DueLoop loop, CancellationToken stopping)
    {
        var backoff = new Backoff(time);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                return await store.SubscribeTimersAsync(loop.Wake, stopping).ConfigureAwait(false);
            }
            catch (StoreUnavailableException exception)
            {
                if (backoff.IsFirst)
                {
                    logger.StoreUnavailable(exception.Message, nameof(Promoter));
                }

                await backoff.WaitAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return null;
            }
        }

        return null;
    }
}
