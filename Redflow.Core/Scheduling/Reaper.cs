using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Redflow.Storage;

namespace Redflow.Scheduling;

/// <summary>Takes the runs of workers back whose lease ran out, when it runs out.</summary>
/// <remarks>
/// The race: while Redis is away or stalls no lease can be renewed, so when it is back all may have run out, and runs would lose workers
/// that live. So each look says how late it may be, and after a later one, or one that failed, the store lets the workers renew first.
/// </remarks>
internal sealed class Reaper(IRedflowStore store, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<Reaper> logger)
    : BackgroundService
{
    /// <summary>What a look may be late without anything being wrong: less than a renewal may.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(1.5);

    /// <summary>A worker whose renewal fails tries again every second; its connection is back within one.</summary>
    private static readonly TimeSpan RenewalPeriod = TimeSpan.FromSeconds(3);

    private bool _outage;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new DueLoop(nameof(Reaper), options.Value.ReaperInterval, ReapAsync, time, logger).RunAsync(stoppingToken);

    private async Task<DueReply> ReapAsync(CancellationToken stopping)
    {
        // After a look that failed any gap is too long, however soon Redis was back: a lease may be shorter than the gap.
        var longestGap = _outage ? TimeSpan.Zero : options.Value.ReaperInterval + Lateness;
        _outage = true;
        var reply = await store.ReapAsync(new(options.Value.BatchSize, longestGap, RenewalPeriod), stopping).ConfigureAwait(false);
        _outage = false;
        return reply;
    }
}
