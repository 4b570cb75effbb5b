using Microsoft.Extensions.Options;
using Redflow.Storage;

namespace Redflow.Scheduler;

/// <summary>Takes the runs of workers back whose lease ran out, when it runs out.</summary>
internal sealed class Reaper(IRedflowStore store, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<Reaper> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new DueLoop(nameof(Reaper), options.Value.ReaperInterval, ct => store.ReapAsync(options.Value.BatchSize, ct), time, logger)
            .RunAsync(stoppingToken);
}
