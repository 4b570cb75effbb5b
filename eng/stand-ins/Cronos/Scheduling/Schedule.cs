namespace Cronos.Scheduling;

/// <summary>
/// What an expression says, by the local clock alone. A day counts when both its day of month and its day of week are allowed.
/// An interval (a star, a range or a step in the second, minute or hour) goes on through a repeated hour; the rest don't.
/// </summary>
internal sealed record Schedule(
    TimeOfDay Time, DayOfMonthRule DaysOfMonth, ValueSet Months, DayOfWeekRule DaysOfWeek, bool IsInterval)
{
    public bool Contains(DateTime local) =>
        Time.Contains(local.TimeOfDay) && DaySearch.FindFrom(this, DateOnly.FromDateTime(local)) == DateOnly.FromDateTime(local);

    /// <summary>Finds the first local time that is not before the given one.</summary>
    public DateTime? FindFrom(DateTime local)
    {
        var from = CeilingToSecond(local);
        var startDay = DateOnly.FromDateTime(from);
        var day = DaySearch.FindFrom(this, startDay);
        if (day == startDay)
        {
            if (Time.FindFrom(from.TimeOfDay) is { } time)
            {
                return from.Date + time;
            }

            day = DaySearch.FindFrom(this, startDay.AddDays(1));
        }

        return day?.ToDateTime(TimeOnly.FromTimeSpan(Time.First));
    }

    public ValueSet DaysOf(Month month) =>
        Months.Contains(month.Number) ? DaysOfMonth.DaysOf(month).Intersect(DaysOfWeek.DaysOf(month)) : ValueSet.Empty;

    public override string ToString() => $"{Time} {DaysOfMonth} {Months.ToText(12)} {DaysOfWeek}";

    private static DateTime CeilingToSecond(DateTime local)
    {
        var fraction = local.Ticks % TimeSpan.TicksPerSecond;
        return fraction == 0 ? local : local.AddTicks(TimeSpan.TicksPerSecond - fraction);
    }
}
