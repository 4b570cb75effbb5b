namespace Cronos.Scheduling;

/// <summary>One month of one year, and on which days of week its days fall.</summary>
internal readonly record struct Month(int Year, int Number)
{
    public int Length => DateTime.DaysInMonth(Year, Number);

    public DayOfWeek DayOfWeek(int day) => new DateOnly(Year, Number, day).DayOfWeek;

    /// <summary>Gives the day of the first of the given days of week.</summary>
    public int FirstDay(DayOfWeek dayOfWeek) => 1 + (((int)dayOfWeek - (int)DayOfWeek(1) + 7) % 7);
}
