namespace Cronos.Scheduling;

/// <summary>Which days of a month the day-of-month field allows.</summary>
internal abstract record DayOfMonthRule
{
    private DayOfMonthRule()
    {
    }

    public abstract ValueSet DaysOf(Month month);

    /// <summary>The given days, as far as the month has them.</summary>
    internal sealed record AnyOf(ValueSet Days) : DayOfMonthRule
    {
        public override ValueSet DaysOf(Month month) => Days.Intersect(new ValueSet((2UL << month.Length) - 1));

        public override string ToString() => Days.ToText(31);
    }

    /// <summary>The last day, or so many days before it, if the month is long enough.</summary>
    internal sealed record FromEnd(int Offset) : DayOfMonthRule
    {
        public override ValueSet DaysOf(Month month) =>
            month.Length > Offset ? ValueSet.Of(month.Length - Offset) : ValueSet.Empty;

        public override string ToString() => Offset == 0 ? "L" : $"L-{Offset}";
    }

    /// <summary>The day from Monday to Friday that is nearest to the given day and in the same month.</summary>
    internal sealed record NearestWeekday(DayOfMonthRule Day) : DayOfMonthRule
    {
        public override ValueSet DaysOf(Month month)
        {
            var days = Day.DaysOf(month);
            return days == ValueSet.Empty ? days : ValueSet.Of(Nearest(month, days.First));
        }

        public override string ToString() => $"{Day}W";

        private static int Nearest(Month month, int day) => month.DayOfWeek(day) switch
        {
            DayOfWeek.Saturday => day == 1 ? 3 : day - 1,
            DayOfWeek.Sunday => day == month.Length ? day - 2 : day + 1,
            _ => day,
        };
    }
}
