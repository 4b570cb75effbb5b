using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Redflow.Storage;

namespace Redflow.Scheduling;

/// <summary>Delivers what runs owe to others where their worker has not: it died, or there was none.</summary>
internal sealed class OutboxRelay(IRedflowStore store, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<OutboxRelay> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new DueLoop(nameof(OutboxRelay), options.Value.PollInterval, ct => store.RelayAsync(options.Value.BatchSize, ct), time, logger)
            .RunAsync(store, stoppingToken);
}
