namespace Cronos.Scheduling;

/// <summary>Which days of a month the day-of-week field allows.</summary>
internal abstract record DayOfWeekRule
{
    private DayOfWeekRule()
    {
    }

    public abstract ValueSet DaysOf(Month month);

    /// <summary>Every day that falls on one of the given days of week.</summary>
    internal sealed record AnyOf(ValueSet DaysOfWeek) : DayOfWeekRule
    {
        public override ValueSet DaysOf(Month month)
        {
            var days = ValueSet.Empty;
            var dayOfWeek = (int)month.DayOfWeek(1);
            for (var day = 1; day <= month.Length; day++, dayOfWeek = (dayOfWeek + 1) % 7)
            {
                days = DaysOfWeek.Contains(dayOfWeek) ? days.Union(ValueSet.Of(day)) : days;
            }

            return days;
        }

        public override string ToString() => DaysOfWeek.ToText(7);
    }

    /// <summary>The last such day of the month.</summary>
    internal sealed record Last(DayOfWeek DayOfWeek) : DayOfWeekRule
    {
        public override ValueSet DaysOf(Month month)
        {
            var first = month.FirstDay(DayOfWeek);
            return ValueSet.Of(first + ((month.Length - first) / 7 * 7));
        }

        public override string ToString() => $"{(int)DayOfWeek}L";
    }

    /// <summary>The n-th such day of the month, if it has so many.</summary>
    internal sealed record Nth(DayOfWeek DayOfWeek, int Ordinal) : DayOfWeekRule
    {
        public override ValueSet DaysOf(Month month)
        {
            var day = month.FirstDay(DayOfWeek) + (7 * (Ordinal - 1));
            return day <= month.Length ? ValueSet.Of(day) : ValueSet.Empty;
        }

        public override string ToString() => $"{(int)DayOfWeek}#{Ordinal}";
    }
}
