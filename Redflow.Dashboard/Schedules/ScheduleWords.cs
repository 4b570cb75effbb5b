using System.Globalization;
using Redflow.Dashboard.Design;
using Redflow.Schedules;

namespace Redflow.Dashboard.Schedules;

/// <summary>What schedules do, in words.</summary>
internal static class ScheduleWords
{
    /// <summary>When it ticks.</summary>
    public static string Timing(ShownSchedule schedule) =>
        schedule.Cron ?? (schedule.Every is { } every ? $"every {Length(every)}" : schedule.At is { } at ? $"once, {Times.Exact(at)}" : "");

    /// <summary>When it ticks, where nothing else says that it is a schedule, and by which clocks.</summary>
    public static string TimingInZone(ShownSchedule schedule) =>
        schedule.Cron is not { } cron ? Timing(schedule) : schedule.TimeZone is null or "UTC" ? $"cron {cron}" : $"cron {cron}, {schedule.TimeZone}";

    public static string Of(OverlapPolicy policy) => policy switch
    {
        OverlapPolicy.Skip => "the tick is skipped",
        OverlapPolicy.QueueOne => "one run is queued",
        OverlapPolicy.QueueAll => "a run is queued",
        OverlapPolicy.CancelOther => "the run before is canceled",
        OverlapPolicy.Allow => "a run is queued, as by an emit",
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, null),
    };

    /// <summary>What becomes of ticks that nobody fired in time.</summary>
    public static string OfMisfire(ShownSchedule schedule) => schedule.Misfire switch
    {
        MisfirePolicy.FireOnce => "one run for all of them",
        MisfirePolicy.Skip => $"the last one fires, up to {Length(schedule.MisfireWindow ?? TimeSpan.FromMinutes(1))} late",
        MisfirePolicy.FireAll => $"each fires, up to {Length(schedule.MisfireWindow ?? TimeSpan.FromDays(1))} late",
        var policy => throw new ArgumentOutOfRangeException(nameof(schedule), policy, null),
    };

    /// <summary>What became of a tick, as a word.</summary>
    public static string Of(TickOutcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>The style of that word: those of the statuses.</summary>
    public static string StyleOf(TickOutcome outcome) => outcome switch
    {
        TickOutcome.Fired => "succeeded",
        TickOutcome.Skipped => "queued",
        TickOutcome.Missed => "failed",
        TickOutcome.Triggered => "running",
        _ => "scheduled",
    };

    /// <summary>Why a tick has no run; null where it has one.</summary>
    public static string? WhyNot(TickRecord tick) => tick.Outcome == TickOutcome.Missed ? "No scheduler fired it in time." : tick.Reason switch
    {
        SkipReason.AtLimit => "Its workflow was at its concurrency limit.",
        SkipReason.AlreadyQueued => "A run of the schedule waited for a slot already.",
        SkipReason.QueueFull => "The workflow's queue had as many runs as it takes.",
        SkipReason.UnknownWorkflow => "No worker had registered the workflow.",
        SkipReason.AlreadyStarted => "A backfill had started a run for it before.",
        _ => null,
    };

    /// <summary>The mark of a tick that a change of the clocks matters to.</summary>
    public static string MarkOf(ClockChange change) => change.Effect switch
    {
        ClockEffect.Moved => "shifted",
        ClockEffect.OthersLeftOut => "others left out",
        ClockEffect.FirstOfTwo or ClockEffect.SecondOfTwo => "doubled",
        ClockEffect.OnlyFirst => "not doubled",
        _ => throw new ArgumentOutOfRangeException(nameof(change), change.Effect, null),
    };

    /// <summary>What a change of the clocks makes of a tick.</summary>
    public static string Of(ClockChange change, ZoneClock clock)
    {
        var (from, to, face) = (Face(change.From), Face(change.To), Face(TimeZoneInfo.ConvertTime(change.Tick, clock.Zone)));
        return change.Effect switch
        {
            ClockEffect.Moved => $"Clocks go forward from {from} to {to}. What was to tick between them ticks at {to}.",
            ClockEffect.OthersLeftOut => $"Clocks go forward from {from} to {to}. Ticks between them are left out.",
            ClockEffect.FirstOfTwo => $"Clocks go back from {from} to {to}. {face} comes twice, and ticks both times: this is the first.",
            ClockEffect.SecondOfTwo => $"Clocks go back from {from} to {to}. {face} comes twice, and ticks both times: this is the second.",
            _ => $"Clocks go back from {from} to {to}. {face} comes twice, and ticks the first time only.",
        };
    }

    /// <summary>A length that somebody has chosen, which is mostly a round one.</summary>
    public static string Length(TimeSpan length)
    {
        var text = Times.Span(length);
        foreach (var nothing in new[] { ".0 s", " 0 s", " 0 min", " 0 h" })
        {
            if (text.EndsWith(nothing, StringComparison.Ordinal))
            {
                return text[..^nothing.Length] + (nothing[0] == '.' ? " s" : "");
            }
        }

        return text;
    }

    private static string Face(DateTimeOffset time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
