namespace Redflow.StandIns.Tests.CronExpressions;

/// <summary>Where the clock jumps back, an interval goes on through both passes, and everything else happens in the first.</summary>
public class AutumnOverlapTests
{
    [Theory]
    [InlineData("30 2 * * *", "2024-10-26T12:00+02:00", "10-27 02:30 +02:00, 10-28 02:30 +01:00")]
    [InlineData("0 2 * * *", "2024-10-26T12:00+02:00", "10-27 02:00 +02:00, 10-28 02:00 +01:00")]
    [InlineData("0 3 * * *", "2024-10-26T12:00+02:00", "10-27 03:00 +01:00, 10-28 03:00 +01:00")]
    [InlineData("0,30 1,2,3 * * *", "2024-10-27T01:15+02:00",
        "10-27 01:30 +02:00, 10-27 02:00 +02:00, 10-27 02:30 +02:00, 10-27 03:00 +01:00")]
    [InlineData("30 15 2 * * 0", "2024-10-26T12:00+02:00", "10-27 02:15:30 +02:00, 11-03 02:15:30 +01:00")]
    [InlineData("30 2 * * *", "2024-10-27T02:40+02:00", "10-28 02:30 +01:00")]
    [InlineData("30 2 * * *", "2024-10-27T02:10+01:00", "10-28 02:30 +01:00")]
    public void Berlin_fixed_times_happen_once(string expression, string from, string expected) =>
        AssertNext(expression, "Europe/Berlin", from, expected);

    [Theory]
    [InlineData("*/30 * * * *", "2024-10-27T01:45+02:00",
        "10-27 02:00 +02:00, 10-27 02:30 +02:00, 10-27 02:00 +01:00, 10-27 02:30 +01:00, 10-27 03:00 +01:00")]
    [InlineData("30 * * * *", "2024-10-27T01:45+02:00", "10-27 02:30 +02:00, 10-27 02:30 +01:00, 10-27 03:30 +01:00")]
    [InlineData("30 2-3 * * *", "2024-10-27T01:45+02:00", "10-27 02:30 +02:00, 10-27 02:30 +01:00, 10-27 03:30 +01:00")]
    [InlineData("0 2/12 * * *", "2024-10-27T01:45+02:00", "10-27 02:00 +02:00, 10-27 02:00 +01:00, 10-27 14:00 +01:00")]
    [InlineData("*/20 15 2 * * *", "2024-10-27T02:15:30+02:00", "10-27 02:15:40 +02:00, 10-27 02:15 +01:00, 10-27 02:15:20 +01:00")]
    [InlineData("* * * * * *", "2024-10-27T02:59:58+02:00", "10-27 02:59:59 +02:00, 10-27 02:00 +01:00, 10-27 02:00:01 +01:00")]
    [InlineData("*/30 * * * *", "2024-10-27T02:10+01:00", "10-27 02:30 +01:00, 10-27 03:00 +01:00")]
    public void Berlin_intervals_go_on_through_both_passes(string expression, string from, string expected) =>
        AssertNext(expression, "Europe/Berlin", from, expected);

    [Theory]
    [InlineData("30 1 * * *", "2024-11-03T00:00-04:00", "11-03 01:30 -04:00, 11-04 01:30 -05:00")]
    [InlineData("30 * * * *", "2024-11-03T00:45-04:00", "11-03 01:30 -04:00, 11-03 01:30 -05:00, 11-03 02:30 -05:00")]
    [InlineData("0 */2 * * *", "2024-11-03T00:00-04:00", "11-03 02:00 -05:00, 11-03 04:00 -05:00")]
    public void New_York(string expression, string from, string expected) =>
        AssertNext(expression, "America/New_York", from, expected);

    [Theory]
    [InlineData("45 1 * * *", "2024-04-07T00:00+11:00", "04-07 01:45 +11:00, 04-08 01:45 +10:30")]
    [InlineData("15 1 * * *", "2024-04-07T00:00+11:00", "04-07 01:15 +11:00, 04-08 01:15 +10:30")]
    [InlineData("*/15 * * * *", "2024-04-07T01:15+11:00",
        "04-07 01:30 +11:00, 04-07 01:45 +11:00, 04-07 01:30 +10:30, 04-07 01:45 +10:30, 04-07 02:00 +10:30")]
    public void Lord_Howe_moves_by_half_an_hour(string expression, string from, string expected) =>
        AssertNext(expression, "Australia/Lord_Howe", from, expected);

    [Theory]
    [InlineData("Africa/Cairo", "0 0 * * *", "2024-10-30T12:00Z", "10-31 00:00 +03:00, 11-01 00:00 +02:00, 11-02 00:00 +02:00")]
    [InlineData("Africa/Cairo", "30 23 * * *", "2024-10-31T12:00Z", "10-31 23:30 +03:00, 11-01 23:30 +02:00")]
    [InlineData("Africa/Cairo", "*/30 * * * *", "2024-10-31T20:15Z",
        "10-31 23:30 +03:00, 10-31 23:00 +02:00, 10-31 23:30 +02:00, 11-01 00:00 +02:00")]
    [InlineData("America/Santiago", "0 0 * * *", "2024-04-06T12:00Z", "04-07 00:00 -04:00, 04-08 00:00 -04:00")]
    [InlineData("America/Santiago", "15 23 6 4 *", "2024-04-06T12:00Z", "04-06 23:15 -03:00")]
    [InlineData("Asia/Beirut", "0 * * * *", "2024-10-26T19:30Z", "10-26 23:00 +03:00, 10-26 23:00 +02:00, 10-27 00:00 +02:00")]
    public void An_overlap_at_midnight_gives_the_day_a_25th_hour(string zone, string expression, string from, string expected) =>
        AssertNext(expression, zone, from, expected);

    [Theory]
    [InlineData("30 2 * * *", "2024-10-27T00:30Z", "2024-10-27T00:30Z")]
    [InlineData("30 2 * * *", "2024-10-27T01:30Z", "2024-10-28T01:30Z")]
    [InlineData("*/30 * * * *", "2024-10-27T01:30Z", "2024-10-27T01:30Z")]
    public void Inclusive_counts_the_second_pass_for_intervals_only(string expression, string from, string expected)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        Assert.Equal(Table.Instant(expected), Table.Parse(expression).GetNextOccurrence(Table.Instant(from), zone, inclusive: true));
    }

    private static void AssertNext(string expression, string zone, string from, string expected) =>
        Assert.Equal(expected, Table.Next(expression, zone, from, Table.Count(expected)));
}
