namespace Redflow.StandIns.Tests.CronExpressions;

public class DayFieldsTests
{
    [Theory]
    [InlineData("0 0 9 * *", "2024-01-09", "2024-02-09")]
    [InlineData("0 0 31 * *", "2024-01-31", "2024-03-31")]
    [InlineData("0 0 */10 * *", "2024-01-21", "2024-01-31")]
    [InlineData("0 0 20-5/5 * *", "2024-01-30", "2024-02-04")]
    [InlineData("0 0 30-2 * *", "2024-04-30", "2024-05-01")]
    [InlineData("0 0 10,20 * ?", "2024-01-10", "2024-01-20")]
    [InlineData("0 0 ? * *", "2024-01-10", "2024-01-11")]
    public void Days_of_month_take_values_ranges_steps_and_lists(string expression, string from, string expected) =>
        Assert.Equal(Table.Utc(expected), Table.Parse(expression).GetNextOccurrence(Table.Utc(from)));

    [Theory]
    [InlineData("0 0 L * *", "2024-01-31", "2024-02-29")]
    [InlineData("0 0 L * *", "2023-01-31", "2023-02-28")]
    [InlineData("0 0 l * *", "2024-04-01", "2024-04-30")]
    [InlineData("0 0 L-0 * *", "2024-04-01", "2024-04-30")]
    [InlineData("0 0 L-3 * *", "2024-02-01", "2024-02-26")]
    [InlineData("0 0 L-30 * *", "2024-01-02", "2024-03-01")]
    [InlineData("0 0 L-29 2 *", "2024-01-01", null)]
    public void L_counts_from_the_end_of_the_month(string expression, string from, string? expected) =>
        Assert.Equal(expected is null ? null : Table.Utc(expected), Table.Parse(expression).GetNextOccurrence(Table.Utc(from)));

    [Theory]
    [InlineData("0 0 12W * *", "2024-06-01", "2024-06-12")] // Wednesday
    [InlineData("0 0 15W * *", "2024-06-01", "2024-06-14")] // Saturday: the Friday before
    [InlineData("0 0 16w * *", "2024-06-01", "2024-06-17")] // Sunday: the Monday after
    [InlineData("0 0 1W * *", "2024-05-31", "2024-06-03")] // Saturday the 1st: not back into May
    [InlineData("0 0 30W 6 *", "2024-01-01", "2024-06-28")] // Sunday the last: not on into July
    [InlineData("0 0 31W * *", "2024-04-01", "2024-05-31")] // April has no 31st
    [InlineData("0 0 LW * *", "2024-06-01", "2024-06-28")]
    [InlineData("0 0 LW * *", "2024-08-01", "2024-08-30")]
    [InlineData("0 0 L-1W * *", "2024-06-01", "2024-06-28")] // Saturday the 29th
    [InlineData("0 0 l-30w * *", "2022-01-01", "2022-01-03")] // Saturday the 1st
    public void W_moves_to_the_nearest_weekday_within_the_month(string expression, string from, string expected) =>
        Assert.Equal(Table.Utc(expected), Table.Parse(expression).GetNextOccurrence(Table.Utc(from)));

    [Theory]
    [InlineData("0 0 * * 0", "2024-06-01", "2024-06-02")]
    [InlineData("0 0 * * 7", "2024-06-01", "2024-06-02")]
    [InlineData("0 0 * * sun", "2024-06-01", "2024-06-02")]
    [InlineData("0 0 * * MON-FRI", "2024-06-07", "2024-06-10")]
    [InlineData("0 0 * * 5-7", "2024-06-08", "2024-06-09")]
    [InlineData("0 0 * * 6-1", "2024-06-10", "2024-06-15")]
    [InlineData("0 0 * * 7-2", "2024-06-09", "2024-06-10")]
    [InlineData("0 0 * * sat-tue/2", "2024-06-08", "2024-06-10")]
    [InlineData("0 0 * * 1/2", "2024-06-07", "2024-06-09")] // 1, 3, 5, 7
    [InlineData("0 0 * * tue/2", "2024-06-08", "2024-06-11")]
    [InlineData("0 0 * * */5", "2024-06-07", "2024-06-09")]
    [InlineData("0 0 * * 1,THU", "2024-06-03", "2024-06-06")]
    [InlineData("0 0 ? * ?", "2024-06-03", "2024-06-04")]
    public void Days_of_week_take_numbers_and_names(string expression, string from, string expected) =>
        Assert.Equal(Table.Utc(expected), Table.Parse(expression).GetNextOccurrence(Table.Utc(from)));

    [Theory]
    [InlineData("0 0 * * 5L", "2024-06-01", "2024-06-28")]
    [InlineData("0 0 * * fril", "2024-05-31", "2024-06-28")]
    [InlineData("0 0 * * 7L", "2024-06-01", "2024-06-30")]
    [InlineData("0 0 * * 0L", "2024-06-30", "2024-07-28")]
    public void L_after_a_day_of_week_is_the_last_of_the_month(string expression, string from, string expected) =>
        Assert.Equal(Table.Utc(expected), Table.Parse(expression).GetNextOccurrence(Table.Utc(from)));

    [Theory]
    [InlineData("0 0 * * MON#1", "2024-06-01", "2024-06-03")]
    [InlineData("0 0 * * 6#1", "2024-05-31", "2024-06-01")]
    [InlineData("0 0 * * 7#5", "2024-06-01", "2024-06-30")]
    [InlineData("0 0 * * 1#5", "2024-05-01", "2024-07-29")] // May and June have four Mondays
    [InlineData("0 0 ? 1 tue#2", "2024-06-01", "2025-01-14")]
    public void A_number_sign_takes_the_nth_of_the_month(string expression, string from, string expected) =>
        Assert.Equal(Table.Utc(expected), Table.Parse(expression).GetNextOccurrence(Table.Utc(from)));

    [Theory]
    [InlineData("0 0 13 * 5", "2024-01-01", "2024-09-13")]
    [InlineData("0 0 13 * FRI", "2024-09-13", "2024-12-13")]
    [InlineData("0 0 L * 7", "2024-01-01", "2024-03-31")]
    [InlineData("0 0 1-7 * 1", "2024-06-04", "2024-07-01")]
    [InlineData("0 0 15W * 5", "2024-01-01", "2024-03-15")]
    [InlineData("0 0 29 2 MON", "2024-01-01", "2044-02-29")]
    public void Day_of_month_and_day_of_week_must_both_match(string expression, string from, string expected) =>
        Assert.Equal(Table.Utc(expected), Table.Parse(expression).GetNextOccurrence(Table.Utc(from)));

    [Theory]
    [InlineData("0 0 29 2 *", "2023-01-01", "2024-02-29")]
    [InlineData("0 0 29 2 *", "2024-02-29", "2028-02-29")]
    [InlineData("0 0 29 2 *", "2096-02-29", "2104-02-29")] // 2100 is no leap year
    [InlineData("0 0 29 2 *", "2399-01-01", "2400-02-29")] // 2400 is one
    [InlineData("0 0 28 2 *", "2024-02-28", "2025-02-28")]
    [InlineData("0 0 1 3 *", "2024-02-29", "2024-03-01")]
    [InlineData("0 12 28-1 * *", "2023-02-28T12:00", "2023-03-01T12:00")]
    public void Leap_years_are_kept(string expression, string from, string expected) =>
        Assert.Equal(Table.Utc(expected), Table.Parse(expression).GetNextOccurrence(Table.Utc(from)));
}
