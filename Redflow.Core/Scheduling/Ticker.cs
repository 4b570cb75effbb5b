using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Redflow.Storage;

namespace Redflow.Scheduling;

/// <summary>Fires schedules at their instants.</summary>
/// <remarks>
/// Any number of replicas decide the same (<see cref="TickPlan"/>) and race to store it. The store takes the first: it starts the runs and advances the
/// schedule in one step, so that a crash leaves both or nothing, and what the others send finds the schedule advanced.
/// </remarks>
internal sealed class Ticker(IRedflowStore store, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<Ticker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new DueLoop(nameof(Ticker), options.Value.PollInterval, LookAsync, time, logger).RunAsync(store, stoppingToken);

    private async Task<DueReply> LookAsync(CancellationToken stopping)
    {
        var due = await store.ListDueSchedulesAsync(options.Value.BatchSize, stopping).ConfigureAwait(false);
        var read = time.GetTimestamp();
        var ticks = await Task.WhenAll(due.Schedules.Select(schedule => TickAsync(schedule, due.Now, stopping))).ConfigureAwait(false);
        var next = ticks.Select(tick => tick.NextIn).Append(due.NextIn).Min() - time.GetElapsedTime(read);
        return new(ticks.Sum(tick => tick.Count), next < TimeSpan.Zero ? TimeSpan.Zero : next) { Lateness = ticks.Max(tick => tick.Lateness) };
    }

    private async Task<DueReply> TickAsync(StoredSchedule schedule, DateTimeOffset now, CancellationToken stopping)
    {
        try
        {
            var tick = TickPlan.Of(schedule, now);
            var noted = await store.TickAsync(tick, stopping).ConfigureAwait(false);
            return new(noted?.Count ?? 0, tick.Due - now)
            {
                Lateness = noted is { Count: > 0 } ? now - TickPlan.DueAt(schedule, tick.Runs[0].PlannedAt) : null,
            };
        }
        catch (TimeZoneNotFoundException exception)
        {
            // Another scheduler's machine may know the zone; this one looks again, but not in a busy loop.
            logger.ZoneUnknown(exception, schedule.Definition.Id);
            return new(0, options.Value.PollInterval);
        }
    }
}
