using Microsoft.Extensions.Options;
using Redflow.Storage;

namespace Redflow.Scheduler;

/// <summary>Takes the runs of workers back whose lease ran out, when it runs out.</summary>
/// <remarks>
/// The race: while Redis is away no lease can be renewed, so when it is back all have run out, and runs would lose workers that live.
/// A reaper that has seen an outage therefore lets the workers renew first.
/// </remarks>
internal sealed class Reaper(IRedflowStore store, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<Reaper> logger)
    : BackgroundService
{
    /// <summary>A worker whose connection is lost tries to renew every fifth of its lease; its connection is back within a second.</summary>
    private static readonly TimeSpan RenewalPeriod = TimeSpan.FromSeconds(3);

    private bool _outage;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new DueLoop(nameof(Reaper), options.Value.ReaperInterval, ReapAsync, time, logger).RunAsync(stoppingToken);

    private async Task<DueReply> ReapAsync(CancellationToken stopping)
    {
        try
        {
            if (_outage)
            {
                await store.CheckAsync(stopping).ConfigureAwait(false);
                await Task.Delay(RenewalPeriod, time, stopping).ConfigureAwait(false);
                _outage = false;
            }

            return await store.ReapAsync(options.Value.BatchSize, stopping).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            _outage = true;
            throw;
        }
    }
}
