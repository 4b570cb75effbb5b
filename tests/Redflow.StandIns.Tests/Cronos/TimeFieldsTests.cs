namespace Redflow.StandIns.Tests.CronExpressions;

public class TimeFieldsTests
{
    [Theory]
    [InlineData("* * * * * *", "2024-01-01T12:00:00", "2024-01-01T12:00:01")]
    [InlineData("20 * * * * *", "2024-01-01T12:00:20", "2024-01-01T12:01:20")]
    [InlineData("0 * * * * *", "2024-01-01T23:59:59", "2024-01-02T00:00:00")]
    [InlineData("10-12 * * * * *", "2024-01-01T12:00:12", "2024-01-01T12:01:10")]
    [InlineData("*/25 * * * * *", "2024-01-01T12:00:50", "2024-01-01T12:01:00")]
    [InlineData("7/25 * * * * *", "2024-01-01T12:00:07", "2024-01-01T12:00:32")]
    [InlineData("1,3-5,40/10 * * * * *", "2024-01-01T12:00:05", "2024-01-01T12:00:40")]
    [InlineData("58-1 * * * * *", "2024-01-01T12:00:59", "2024-01-01T12:01:00")]
    [InlineData("? * * * * *", "2024-01-01T12:00:00", "2024-01-01T12:00:01")]
    public void Seconds_take_values_ranges_steps_and_lists(string expression, string from, string expected) =>
        Assert.Equal(Table.Utc(expected), Table.Parse(expression).GetNextOccurrence(Table.Utc(from)));

    [Theory]
    [InlineData("* * * * *", "2024-01-01T12:00", "2024-01-01T12:01")]
    [InlineData("5 * * * *", "2024-01-01T12:05", "2024-01-01T13:05")]
    [InlineData("05 * * * *", "2024-01-01T12:00", "2024-01-01T12:05")]
    [InlineData("*/24 * * * *", "2024-01-01T12:48", "2024-01-01T13:00")]
    [InlineData("30,45-15/2 * * * *", "2024-01-01T12:59", "2024-01-01T13:01")]
    [InlineData("30,45-15/2 * * * *", "2024-01-01T12:15", "2024-01-01T12:30")]
    [InlineData("57-5/3 * * * *", "2024-01-01T12:57", "2024-01-01T13:00")]
    [InlineData("59-58 * * * *", "2024-01-01T12:58", "2024-01-01T12:59")]
    [InlineData("50/3 * * * *", "2024-01-01T12:59", "2024-01-01T13:50")]
    public void Minutes_take_values_ranges_steps_and_lists(string expression, string from, string expected) =>
        Assert.Equal(Table.Utc(expected), Table.Parse(expression).GetNextOccurrence(Table.Utc(from)));

    [Theory]
    [InlineData("0 9 * * *", "2024-01-01T09:00", "2024-01-02T09:00")]
    [InlineData("0 9-17 * * *", "2024-01-01T17:00", "2024-01-02T09:00")]
    [InlineData("0 22-2 * * *", "2024-01-01T22:30", "2024-01-01T23:00")]
    [InlineData("0 22-2 * * *", "2024-01-01T23:00", "2024-01-02T00:00")]
    [InlineData("0 22-2 * * *", "2024-01-01T02:00", "2024-01-01T22:00")]
    [InlineData("0 23-3/2 * * *", "2024-01-01T23:00", "2024-01-02T01:00")]
    [InlineData("0 */10 * * *", "2024-01-01T20:00", "2024-01-02T00:00")]
    [InlineData("0 4/5 * * *", "2024-01-01T09:00", "2024-01-01T14:00")]
    [InlineData("59 23 * * *", "2024-12-31T23:59", "2025-01-01T23:59")]
    public void Hours_take_values_ranges_steps_and_lists(string expression, string from, string expected) =>
        Assert.Equal(Table.Utc(expected), Table.Parse(expression).GetNextOccurrence(Table.Utc(from)));

    [Theory]
    [InlineData("0 0 1 1 *", "2024-01-01", "2025-01-01")]
    [InlineData("0 0 1 JAN *", "2024-02-01", "2025-01-01")]
    [InlineData("0 0 1 jun-aug *", "2024-06-01", "2024-07-01")]
    [InlineData("0 0 1 NOV-feb *", "2024-12-01", "2025-01-01")]
    [InlineData("0 0 1 11-3/2 *", "2024-11-01", "2025-01-01")]
    [InlineData("0 0 1 */5 *", "2024-06-01", "2024-11-01")]
    [InlineData("0 0 1 3,Oct,12 *", "2024-03-01", "2024-10-01")]
    [InlineData("0 0 1 2/6 *", "2024-08-01", "2025-02-01")]
    public void Months_take_numbers_and_names(string expression, string from, string expected) =>
        Assert.Equal(Table.Utc(expected), Table.Parse(expression).GetNextOccurrence(Table.Utc(from)));
}
