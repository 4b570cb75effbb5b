using Cronos.Zones;

namespace Cronos.Scheduling;

/// <summary>Finds the instants at which a schedule occurs by the clock of a zone.</summary>
/// <remarks>
/// A local time occurs at the first instant at which the clock shows it or has jumped over it: once at the end of a gap, in the
/// first pass of an overlap. That instant never decreases with the local time, so the next one belongs to the next local time
/// that the clock has not reached yet. Intervals also occur in the second pass of an overlap.
/// </remarks>
internal sealed class OccurrenceSearch(Schedule schedule, ZoneClock clock)
{
    public DateTime? Next(DateTime from, bool inclusive)
    {
        var local = clock.ToLocal(from);
        return inclusive && Occurs(from, local) ? from : NextAfter(from, local);
    }

    /// <summary>
    /// By the local time that the clock shows: the end of a gap does not count for the times that were skipped, as in the real package.
    /// </summary>
    private bool Occurs(DateTime instant, DateTime local) =>
        schedule.Contains(local) && (schedule.IsInterval || clock.FirstInstantAt(local) == instant);

    private DateTime? NextAfter(DateTime from, DateTime local)
    {
        var overlap = clock.FindTransitionNear(local) is { IsOverlap: true } transition ? transition : null;
        var unseen = local.AddTicks(1);
        var unreached = overlap is not null && from >= overlap.Instant && unseen < overlap.LocalBefore ? overlap.LocalBefore : unseen;
        DateTime? first = schedule.FindFrom(unreached) is { } next ? clock.FirstInstantAt(next) : null;
        var repeated = overlap is not null && schedule.IsInterval ? NextRepeated(overlap, from, unseen) : null;
        return Earlier(first, repeated);
    }

    private DateTime? NextRepeated(Transition overlap, DateTime from, DateTime unseen)
    {
        var start = from < overlap.Instant ? overlap.LocalAfter : unseen;
        return schedule.FindFrom(start) is { } local && local < overlap.LocalBefore
            ? LocalTime.Unshift(local, overlap.After)
            : null;
    }

    private static DateTime? Earlier(DateTime? left, DateTime? right) => left is null || right < left ? right : left;
}
