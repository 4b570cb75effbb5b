namespace Redflow.StandIns.Tests.CronExpressions.Reference;

/// <summary>
/// Watches the clock of a zone tick by tick, and writes down when an expression occurs: slow, and plain enough to be
/// believed. It starts and ends away from any change of the clock.
/// </summary>
internal sealed class ReferenceWalk(RandomExpression expression, TimeZoneInfo zone, TimeSpan tick)
{
    public List<DateTime> List(DateTime fromUtc, DateTime toUtc)
    {
        var occurrences = new List<DateTime>();
        var reached = ToLocal(fromUtc) - tick;
        for (var utc = fromUtc; utc < toUtc; utc += tick)
        {
            var local = ToLocal(utc);
            var isRepeated = local <= reached;
            if (isRepeated ? expression.IsInterval && expression.Contains(local) : AnyIn(reached + tick, local))
            {
                occurrences.Add(utc);
            }

            reached = isRepeated ? reached : local;
        }

        return occurrences;
    }

    /// <summary>Tells whether any local time that this tick reaches counts: one, or at the end of a gap all that were skipped.</summary>
    private bool AnyIn(DateTime first, DateTime last)
    {
        for (var local = first; local <= last; local += tick)
        {
            if (expression.Contains(local))
            {
                return true;
            }
        }

        return false;
    }

    private DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
}
