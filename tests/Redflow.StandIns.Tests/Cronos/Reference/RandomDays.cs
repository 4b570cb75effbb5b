namespace Redflow.StandIns.Tests.CronExpressions.Reference;

/// <summary>A random day field: its text, and a plain question to each date.</summary>
internal sealed record RandomDays(string Text, Func<DateTime, bool> Contains)
{
    public static RandomDays OfMonth(Random random)
    {
        var (day, offset) = (random.Next(1, 32), random.Next(0, 31));
        return random.Next(8) switch
        {
            0 => new RandomDays($"L-{offset}", date => date.Day == LastDay(date) - offset),
            1 => new RandomDays($"{day}W", date => date.Day == NearestWeekday(date, day)),
            2 => new RandomDays($"L-{offset}W", date => date.Day == NearestWeekday(date, LastDay(date) - offset)),
            3 => Values(RandomField.Create(random, 1, 31), date => date.Day),
            _ => new RandomDays("*", _ => true),
        };
    }

    public static RandomDays OfWeek(Random random)
    {
        var (day, nth) = (random.Next(0, 7), random.Next(1, 6));
        return random.Next(8) switch
        {
            0 => new RandomDays($"{day}L", date => (int)date.DayOfWeek == day && date.Day > LastDay(date) - 7),
            1 => new RandomDays($"{day}#{nth}", date => (int)date.DayOfWeek == day && (date.Day + 6) / 7 == nth),
            2 => Values(RandomField.Create(random, 0, 6), date => (int)date.DayOfWeek, date => (int)date.DayOfWeek + 7),
            _ => new RandomDays("?", _ => true),
        };
    }

    private static RandomDays Values(RandomField field, params Func<DateTime, int>[] numbers) =>
        new(field.Text, date => numbers.Any(number => field.Values.Contains(number(date))));

    private static int LastDay(DateTime date) => DateTime.DaysInMonth(date.Year, date.Month);

    /// <summary>Looks outwards from the day, and takes the first weekday of the month it meets.</summary>
    private static int? NearestWeekday(DateTime date, int day)
    {
        if (day < 1 || day > LastDay(date))
        {
            return null;
        }

        int[] outwards = [day, day - 1, day + 1, day - 2, day + 2];
        return outwards.First(candidate => candidate >= 1 && candidate <= LastDay(date)
            && new DateTime(date.Year, date.Month, candidate).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
    }
}
