namespace Redflow.StandIns.Tests.CronExpressions;

/// <summary>Where the clock jumps forward, what falls into the gap happens once, at its end.</summary>
public class SpringGapTests
{
    [Theory]
    [InlineData("30 2 * * *", "2024-03-30T00:00+01:00", "03-30 02:30 +01:00, 03-31 03:00 +02:00, 04-01 02:30 +02:00")]
    [InlineData("0 2 * * *", "2024-03-31T00:00+01:00", "03-31 03:00 +02:00, 04-01 02:00 +02:00")]
    [InlineData("59 1 * * *", "2024-03-31T00:00+01:00", "03-31 01:59 +01:00, 04-01 01:59 +02:00")]
    [InlineData("0 3 * * *", "2024-03-31T00:00+01:00", "03-31 03:00 +02:00, 04-01 03:00 +02:00")]
    [InlineData("0,30 2,3 * * *", "2024-03-31T00:00+01:00", "03-31 03:00 +02:00, 03-31 03:30 +02:00, 04-01 02:00 +02:00")]
    [InlineData("*/20 2 * * *", "2024-03-31T00:00+01:00", "03-31 03:00 +02:00, 04-01 02:00 +02:00")]
    [InlineData("*/30 * * * *", "2024-03-31T01:00+01:00", "03-31 01:30 +01:00, 03-31 03:00 +02:00, 03-31 03:30 +02:00")]
    [InlineData("30 * * * *", "2024-03-31T01:00+01:00", "03-31 01:30 +01:00, 03-31 03:00 +02:00, 03-31 03:30 +02:00")]
    [InlineData("59 59 * * * *", "2024-03-31T01:00+01:00", "03-31 01:59:59 +01:00, 03-31 03:00 +02:00, 03-31 03:59:59 +02:00")]
    [InlineData("* * * * * *", "2024-03-31T01:59:58+01:00", "03-31 01:59:59 +01:00, 03-31 03:00 +02:00, 03-31 03:00:01 +02:00")]
    [InlineData("30 2 31 3 *", "2024-01-01T00:00+01:00", "03-31 03:00 +02:00, 03-31 02:30 +02:00")] // in 2025 it is the day after the gap
    public void Berlin(string expression, string from, string expected) =>
        AssertNext(expression, "Europe/Berlin", from, expected);

    [Theory]
    [InlineData("30 2 * * *", "2024-03-09T00:00-05:00", "03-09 02:30 -05:00, 03-10 03:00 -04:00, 03-11 02:30 -04:00")]
    [InlineData("0 */2 * * *", "2024-03-10T00:00-05:00", "03-10 03:00 -04:00, 03-10 04:00 -04:00")]
    [InlineData("0 0 2 * * 7#2", "2024-03-01T00:00-05:00", "03-10 03:00 -04:00, 04-14 02:00 -04:00")]
    [InlineData("15 30 2 10 3 *", "2024-03-01T00:00-05:00", "03-10 03:00 -04:00")]
    public void New_York(string expression, string from, string expected) =>
        AssertNext(expression, "America/New_York", from, expected);

    [Theory]
    [InlineData("10 2 * * *", "2024-10-05T00:00+10:30", "10-05 02:10 +10:30, 10-06 02:30 +11:00, 10-07 02:10 +11:00")]
    [InlineData("45 2 * * *", "2024-10-06T00:00+10:30", "10-06 02:45 +11:00, 10-07 02:45 +11:00")]
    [InlineData("*/15 * * * *", "2024-10-06T01:30+10:30", "10-06 01:45 +10:30, 10-06 02:30 +11:00, 10-06 02:45 +11:00")]
    public void Lord_Howe_moves_by_half_an_hour(string expression, string from, string expected) =>
        AssertNext(expression, "Australia/Lord_Howe", from, expected);

    [Theory]
    [InlineData("Africa/Cairo", "0 0 * * *", "2024-04-24T12:00Z", "04-25 00:00 +02:00, 04-26 01:00 +03:00, 04-27 00:00 +03:00")]
    [InlineData("Africa/Cairo", "30 0 26 4 *", "2024-04-24T12:00Z", "04-26 01:00 +03:00")]
    [InlineData("Africa/Cairo", "*/30 * * * *", "2024-04-25T21:15Z", "04-25 23:30 +02:00, 04-26 01:00 +03:00, 04-26 01:30 +03:00")]
    [InlineData("America/Santiago", "0 0 * * *", "2024-09-07T12:00Z", "09-08 01:00 -03:00, 09-09 00:00 -03:00")]
    [InlineData("America/Santiago", "59 23 * * *", "2024-09-07T12:00Z", "09-07 23:59 -04:00, 09-08 23:59 -03:00")]
    [InlineData("Asia/Beirut", "0 0 L * *", "2024-03-30T12:00Z", "03-31 01:00 +03:00, 04-30 00:00 +03:00")]
    public void A_gap_at_midnight_moves_the_first_tick_of_the_day(string zone, string expression, string from, string expected) =>
        AssertNext(expression, zone, from, expected);

    [Theory]
    [InlineData("0 12 * * *", "2011-12-29T00:00-10:00", "12-29 12:00 -10:00, 12-31 00:00 +14:00, 12-31 12:00 +14:00")]
    [InlineData("0 0 31 12 *", "2011-12-29T00:00-10:00", "12-31 00:00 +14:00")]
    public void A_whole_day_that_Samoa_skipped_is_a_gap_too(string expression, string from, string expected) =>
        AssertNext(expression, "Pacific/Apia", from, expected);

    [Theory]
    [InlineData("30 2 * * *", "2024-03-31T01:00Z", "2024-04-01T00:30Z")]
    [InlineData("0 3 * * *", "2024-03-31T01:00Z", "2024-03-31T01:00Z")]
    public void Inclusive_at_the_end_of_a_gap_goes_by_the_time_the_clock_shows(string expression, string from, string expected)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        Assert.Equal(Table.Instant(expected), Table.Parse(expression).GetNextOccurrence(Table.Instant(from), zone, inclusive: true));
    }

    private static void AssertNext(string expression, string zone, string from, string expected) =>
        Assert.Equal(expected, Table.Next(expression, zone, from, Table.Count(expected)));
}
