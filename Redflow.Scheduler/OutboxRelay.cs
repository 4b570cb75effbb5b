using Microsoft.Extensions.Options;
using Redflow.Storage;

namespace Redflow.Scheduler;

/// <summary>Delivers what runs owe to others where their worker has not: it died, or there was none.</summary>
internal sealed class OutboxRelay(IRedflowStore store, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<OutboxRelay> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var loop = new DueLoop(
            nameof(OutboxRelay), options.Value.PollInterval, ct => store.RelayAsync(options.Value.BatchSize, ct), time, logger);
        await using var subscription = await loop.SubscribeAsync(store, stoppingToken).ConfigureAwait(false);
        await loop.RunAsync(stoppingToken).ConfigureAwait(false);
    }
}
