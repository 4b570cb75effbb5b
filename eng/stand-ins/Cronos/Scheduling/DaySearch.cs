namespace Cronos.Scheduling;

/// <summary>Walks month by month to the next day of a schedule.</summary>
internal static class DaySearch
{
    /// <summary>The real package's limit. It ends the search for a day that never comes, such as 30 February.</summary>
    public const int LastYear = 2499;

    private const int MonthsPerYear = 12;

    public static DateOnly? FindFrom(Schedule schedule, DateOnly start)
    {
        var firstDay = start.Day;
        var months = (start.Year * MonthsPerYear) + start.Month - 1;
        for (; months < (LastYear + 1) * MonthsPerYear; months++)
        {
            var month = new Month(months / MonthsPerYear, (months % MonthsPerYear) + 1);
            if (schedule.DaysOf(month).FindFrom(firstDay) is { } day)
            {
                return new DateOnly(month.Year, month.Number, day);
            }

            firstDay = 1;
        }

        return null;
    }
}
