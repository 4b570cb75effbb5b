namespace Redflow.StandIns.Tests.CronExpressions;

/// <summary>A zone made here, so that a change at midnight is tested whatever time zone data the machine has.</summary>
public class CustomZoneTests
{
    /// <summary>UTC+2; one hour more from midnight of 10 April to midnight (summer time) of 20 October.</summary>
    private static readonly TimeZoneInfo MidnightZone = CreateZone();

    [Theory]
    [InlineData("0 0 * * *", "2024-04-09T12:00+02:00", "04-10 01:00 +03:00, 04-11 00:00 +03:00")]
    [InlineData("0 0 * * *", "2024-10-18T12:00+03:00", "10-19 00:00 +03:00, 10-20 00:00 +02:00, 10-21 00:00 +02:00")]
    [InlineData("*/30 * * * *", "2024-10-19T23:15+03:00", "10-19 23:30 +03:00, 10-19 23:00 +02:00, 10-19 23:30 +02:00, 10-20 00:00 +02:00")]
    [InlineData("30 23 * * *", "2024-10-19T23:15+03:00", "10-19 23:30 +03:00, 10-20 23:30 +02:00")]
    public void A_change_at_midnight_loses_and_doubles_nothing(string expression, string from, string expected) =>
        Assert.Equal(expected, Table.Next(expression, MidnightZone, from, Table.Count(expected)));

    private static TimeZoneInfo CreateZone()
    {
        var midnight = new DateTime(1, 1, 1, 0, 0, 0);
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date,
            DateTime.MaxValue.Date,
            TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(midnight, 4, 10),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(midnight, 10, 20));
        return TimeZoneInfo.CreateCustomTimeZone("Midnight", TimeSpan.FromHours(2), "Midnight", "Midnight", "Midnight summer", [rule]);
    }
}
