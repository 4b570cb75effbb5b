using Microsoft.Extensions.Options;
using Redflow.Storage;

namespace Redflow.Scheduler;

/// <summary>Deals with timers when they are due: delayed, retried and sleeping runs, deadlines, and backlogs that may move on.</summary>
internal sealed class Promoter(IRedflowStore store, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<Promoter> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var loop = new DueLoop(
            nameof(Promoter), options.Value.PollInterval, ct => store.PromoteAsync(options.Value.BatchSize, ct), time, logger);
        await using var subscription = await loop.SubscribeAsync(store, stoppingToken).ConfigureAwait(false);
        await loop.RunAsync(stoppingToken).ConfigureAwait(false);
    }
}
