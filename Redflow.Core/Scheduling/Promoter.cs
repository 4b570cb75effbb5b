using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Redflow.Storage;

namespace Redflow.Scheduling;

/// <summary>Deals with timers when they are due: delayed, retried and sleeping runs, deadlines, and backlogs that may move on.</summary>
internal sealed class Promoter(IRedflowStore store, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<Promoter> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new DueLoop(nameof(Promoter), options.Value.PollInterval, ct => store.PromoteAsync(options.Value.BatchSize, ct), time, logger)
            .RunAsync(store, stoppingToken);
}
