using Microsoft.Extensions.Options;
using Redflow.Runs;
using Redflow.Storage;

namespace Redflow.Scheduler;

/// <summary>Removes index entries of runs whose retention is over.</summary>
internal sealed class Sweeper(IRedflowStore store, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<Sweeper> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new DueLoop(nameof(Sweeper), options.Value.SweepInterval, SweepAsync, time, logger).RunAsync(stoppingToken);

    private async Task<DueReply> SweepAsync(CancellationToken stopping)
    {
        var stats = await store.GetStatsAsync(stopping).ConfigureAwait(false);
        foreach (var (workflow, counts) in stats.Workflows)
        {
            foreach (var status in counts.Keys.Where(status => status.IsTerminal()))
            {
                long? position = 0;
                while (position is { } from)
                {
                    position = await store.SweepAsync(workflow, status, from, options.Value.BatchSize, stopping).ConfigureAwait(false);
                }
            }
        }

        return new(Count: 0, NextIn: null);
    }
}
