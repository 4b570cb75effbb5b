using Cronos;

namespace Redflow.Schedules;

/// <summary>
/// Tells what changes of a zone's clocks make of the ticks of an expression. It asks the expression itself: for the times of a gap as if there were none, and
/// for both instants of a time that comes twice.
/// </summary>
internal sealed class ClockChanges(CronExpression expression, TimeZoneInfo zone)
{
    private const int Days = 366;

    /// <param name="tick">An instant at which the expression ticks.</param>
    public ClockChange? Find(DateTimeOffset tick) => FindGap(tick) ?? FindFold(tick);

    /// <summary>Finds the first change of the next year that matters to a tick behind a time. It looks at one instant a day: no zone changes its clocks twice in one.</summary>
    public ClockChange? FindNext(DateTimeOffset after)
    {
        for (var day = 0; zone.SupportsDaylightSavingTime && day < Days; day++)
        {
            var (from, before) = (after.AddDays(day), after.AddDays(day + 1));
            if (zone.GetUtcOffset(from) != zone.GetUtcOffset(before) && FindAt(ChangeBetween(from, before), after) is { } change)
            {
                return change;
            }
        }

        return null;
    }

    private ClockChange? FindAt(DateTimeOffset change, DateTimeOffset after)
    {
        var (from, to) = FacesAt(change);

        // The first tick that it can matter to comes behind this second. What is to come at the end of a gap is asked for from before it.
        var behind = change.AddSeconds(-1) - (from.Offset > to.Offset ? from.Offset - to.Offset : TimeSpan.Zero);
        var tick = expression.GetNextOccurrence((behind > after ? behind : after).UtcDateTime, zone);
        return tick is { } utc ? Find(new(utc)) : null;
    }

    private ClockChange? FindGap(DateTimeOffset tick)
    {
        var (from, to) = FacesAt(tick);
        return from.Offset < to.Offset && NextOnFace(from.DateTime) is { } missing && missing < to.DateTime
            ? new(tick, NextOnFace(to.DateTime) == to.DateTime ? ClockEffect.OthersLeftOut : ClockEffect.Moved, from, to)
            : null;
    }

    private ClockChange? FindFold(DateTimeOffset tick)
    {
        var face = TimeZoneInfo.ConvertTime(tick, zone).DateTime;

        // As Cronos does: the first of the times that come twice is not said to be one.
        var inside = face.AddTicks(1);
        if (!zone.IsAmbiguousTime(inside))
        {
            return null;
        }

        var offsets = zone.GetAmbiguousTimeOffsets(inside);
        var (first, second) = (new DateTimeOffset(face, offsets.Max()), new DateTimeOffset(face, offsets.Min()));
        var (from, to) = FacesAt(ChangeBetween(first, second));
        var effect = tick == second ? ClockEffect.SecondOfTwo : IsTick(second) ? ClockEffect.FirstOfTwo : ClockEffect.OnlyFirst;
        return new(tick, effect, from, to);
    }

    private bool IsTick(DateTimeOffset instant) => expression.GetNextOccurrence(instant.UtcDateTime, zone, inclusive: true) == instant.UtcDateTime;

    /// <summary>The first time from one on that a clock would show at a tick, if it never changed.</summary>
    private DateTime? NextOnFace(DateTime from) => expression.GetNextOccurrence(DateTime.SpecifyKind(from, DateTimeKind.Utc), inclusive: true);

    /// <summary>What clocks show at an instant: as before it, and from it on.</summary>
    private (DateTimeOffset From, DateTimeOffset To) FacesAt(DateTimeOffset instant) =>
        (instant.ToOffset(zone.GetUtcOffset(instant.AddMilliseconds(-1))), instant.ToOffset(zone.GetUtcOffset(instant)));

    /// <summary>The second at which clocks change between two instants.</summary>
    private DateTimeOffset ChangeBetween(DateTimeOffset from, DateTimeOffset before)
    {
        var (low, high, offset) = (from.ToUnixTimeSeconds(), before.ToUnixTimeSeconds(), zone.GetUtcOffset(from));
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            (low, high) = zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(middle)) == offset ? (middle, high) : (low, middle);
        }

        return DateTimeOffset.FromUnixTimeSeconds(high);
    }
}
