using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Redflow.Storage;

namespace Redflow.Scheduling;

/// <summary>Removes what points to runs whose retention is over, and runs that are more than their workflows keep.</summary>
internal sealed class Sweeper(IRedflowStore store, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<Sweeper> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new DueLoop(nameof(Sweeper), options.Value.SweepInterval, SweepAsync, time, logger).RunAsync(stoppingToken);

    private async Task<DueReply> SweepAsync(CancellationToken stopping)
    {
        string? cursor = null;
        do
        {
            cursor = await store.SweepAsync(cursor, options.Value.BatchSize, stopping).ConfigureAwait(false);
        }
        while (cursor is not null);

        return new(Count: 0, NextIn: null);
    }
}
