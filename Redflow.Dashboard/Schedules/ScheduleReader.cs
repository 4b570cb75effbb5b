using Redflow.Client;
using Redflow.Dashboard.Queries;
using Redflow.Dashboard.Redaction;
using Redflow.Schedules;

namespace Redflow.Dashboard.Schedules;

/// <summary>Reads schedules as their pages show them.</summary>
internal sealed class ScheduleReader(RedflowClient client, TimeProvider time, Veil veil)
{
    private const int NextTicks = 10;
    private const int LastTicks = 50;
    private const int MaxUnfired = 200;

    public async Task<ScheduleList> ListAsync(ScheduleFilter filter, string? cursor, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var found = await Sieve.ReadAsync<ScheduleInfo>(cursor, async at =>
        {
            var page = await client.Schedules.ListAsync(filter.Query with { Cursor = at }, cancellationToken);
            return (page.Schedules, page.NextCursor);
        }, _ => true);
        var rows = await Task.WhenAll(found.Rows.Select(async schedule => new ScheduleRow(
            veil.Cover(ShownSchedule.Of(schedule), viewer), await FindLastTickAsync(schedule.Id, viewer, cancellationToken))));
        return new(filter, rows, found.NextCursor, cursor is null);
    }

    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    public async Task<ScheduleState> ReadAsync(string id, bool onlyUnfired, string? from, string? before, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var info = await client.Schedules.GetAsync(id, cancellationToken);
        var next = await client.Schedules.ListNextAsync(id, NextTicks, cancellationToken);
        var ticks = await client.Schedules.ListTicksAsync(id, onlyUnfired ? ScheduleClient.MaxTicks : LastTicks, cancellationToken);
        var shown = veil.Cover(ShownSchedule.Of(info) with { Input = info.Input }, viewer);
        var cron = info.Schedule is CronSchedule known && (shown.Cron, shown.TimeZone) == (known.Expression, known.TimeZone) ? known : null;
        var coming = next.Select(at => new NextTick(at, cron?.FindClockChange(at))).ToArray();
        return new(
            shown,
            ZoneClock.Of(cron?.TimeZone),
            coming,
            coming.Any(tick => tick.Change is not null) ? null : LaterOf(cron, info, next),
            veil.Cover(new TickList([.. ticks.Where(tick => !onlyUnfired || tick.Outcome is TickOutcome.Skipped or TickOutcome.Missed).Take(MaxUnfired)]), viewer).Ticks,
            onlyUnfired,
            await CountAsync(id, BackfillForm.Read(from, before, ZoneClock.Of(cron?.TimeZone), time.GetUtcNow()), cancellationToken));
    }

    /// <summary>The next change of the clocks that matters, behind the next ticks, if the schedule goes on until then.</summary>
    private static ClockChange? LaterOf(CronSchedule? cron, ScheduleInfo info, IReadOnlyList<DateTimeOffset> next) =>
        next.Count == NextTicks && cron?.FindNextClockChange(next[^1]) is { } change && !(change.Tick >= info.Options.EndAt) ? change : null;

    private async Task<TickRecord?> FindLastTickAsync(string id, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        try
        {
            return veil.Cover(new TickList(await client.Schedules.ListTicksAsync(id, limit: 1, cancellationToken)), viewer).Ticks is [var tick] ? tick : null;
        }
        catch (ScheduleNotFoundException)
        {
            // It was deleted since it was listed.
            return null;
        }
    }

    private async Task<BackfillForm> CountAsync(string id, BackfillForm form, CancellationToken cancellationToken)
    {
        if (form.Span is not var (from, before))
        {
            return form;
        }

        try
        {
            return form with { Count = await client.Schedules.CountBackfillAsync(id, from, before, cancellationToken) };
        }
        catch (ArgumentException exception) when (exception.ParamName == nameof(before))
        {
            // Only the schedule can tell whether it has too many instants.
            return form with { BeforeMistake = exception.Message.Split(" (Parameter")[0], Span = null };
        }
    }
}
