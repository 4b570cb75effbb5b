using Microsoft.Extensions.Options;
using Redflow.Storage;

namespace Redflow.Scheduler;

/// <summary>Takes the runs of workers back whose lease ran out, when it runs out.</summary>
/// <remarks>
/// The race: while Redis is away or stalls no lease can be renewed, so when it is back all may have run out, and runs would lose workers
/// that live. So each look says how late it may be, and after a later one the store lets the workers renew first.
/// </remarks>
internal sealed class Reaper(IRedflowStore store, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<Reaper> logger)
    : BackgroundService
{
    /// <summary>What a look may be late without anything being wrong: less than a renewal may.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(1.5);

    /// <summary>A worker whose renewal fails tries again every second; its connection is back within one.</summary>
    private static readonly TimeSpan RenewalPeriod = TimeSpan.FromSeconds(3);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = options.Value.ReaperInterval;
        var request = new ReapRequest(options.Value.BatchSize, interval + Lateness, RenewalPeriod);
        return new DueLoop(nameof(Reaper), interval, ct => store.ReapAsync(request, ct), time, logger).RunAsync(stoppingToken);
    }
}
