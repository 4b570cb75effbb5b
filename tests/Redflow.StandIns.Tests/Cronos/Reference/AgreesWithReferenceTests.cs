using Cronos;
using Xunit.Abstractions;

namespace Redflow.StandIns.Tests.CronExpressions.Reference;

/// <summary>Compares random expressions with a slow walk through the clock. A failure prints the seed that makes it again.</summary>
public class AgreesWithReferenceTests(ITestOutputHelper output)
{
    private const int Cases = 100;
    private const int StartsPerCase = 20;

    [Theory]
    [InlineData("Europe/Berlin", "2024-03-31T01:00Z", 1)]
    [InlineData("Europe/Berlin", "2024-10-27T01:00Z", 2)]
    [InlineData("America/New_York", "2024-03-10T07:00Z", 3)]
    [InlineData("America/New_York", "2024-11-03T06:00Z", 4)]
    [InlineData("Australia/Lord_Howe", "2024-10-05T15:30Z", 5)]
    [InlineData("Australia/Lord_Howe", "2024-04-06T15:00Z", 6)]
    [InlineData("Africa/Cairo", "2024-04-25T22:00Z", 7)]
    [InlineData("Africa/Cairo", "2024-10-31T21:00Z", 8)]
    [InlineData("America/Santiago", "2024-09-08T04:00Z", 9)]
    [InlineData("America/Santiago", "2024-04-07T03:00Z", 10)]
    [InlineData("Asia/Beirut", "2024-03-30T22:00Z", 11)]
    [InlineData("Asia/Beirut", "2024-10-26T21:00Z", 12)]
    [InlineData("Pacific/Apia", "2011-12-30T10:00Z", 13)]
    [InlineData("Asia/Kolkata", "2024-02-29T18:30Z", 14)]
    public void Minute_by_minute_around_a_change_of_the_clock(string zoneId, string change, int seed) =>
        Compare(zoneId, Table.Utc(change), seed, TimeSpan.FromMinutes(1), TimeSpan.FromHours(36));

    [Theory]
    [InlineData("Europe/Berlin", "2024-03-31T01:00Z", 21)]
    [InlineData("Europe/Berlin", "2024-10-27T01:00Z", 22)]
    [InlineData("Australia/Lord_Howe", "2024-10-05T15:30Z", 23)]
    [InlineData("Australia/Lord_Howe", "2024-04-06T15:00Z", 24)]
    [InlineData("Africa/Cairo", "2024-04-25T22:00Z", 25)]
    [InlineData("Africa/Cairo", "2024-10-31T21:00Z", 26)]
    public void Second_by_second_around_a_change_of_the_clock(string zoneId, string change, int seed) =>
        Compare(zoneId, Table.Utc(change), seed, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(100));

    [Theory]
    [InlineData("UTC", 31)]
    [InlineData("Europe/Berlin", 32)]
    [InlineData("America/Santiago", 33)]
    public void Hour_by_hour_through_two_years(string zoneId, int seed) =>
        Compare(zoneId, Table.Utc("2024-01-01"), seed, TimeSpan.FromHours(1), TimeSpan.FromDays(366));

    private void Compare(string zoneId, DateTime middle, int seed, TimeSpan tick, TimeSpan reach)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var random = new Random(seed);
        var total = 0;
        for (var i = 0; i < Cases; i++)
        {
            var expression = new RandomExpression(random, tick, TimeZoneInfo.ConvertTimeFromUtc(middle, zone).Hour);
            var expected = new ReferenceWalk(expression, zone, tick).List(middle - reach, middle + reach);
            var cron = CronExpression.Parse(expression.ToString(), CronFormat.IncludeSeconds);
            var name = $"seed {seed}, case {i}, '{expression}' in {zoneId}";

            // One more than expected is enough to see a difference, and a search that goes nowhere ends.
            AssertSame(expected, [.. cron.GetOccurrences(middle - reach, middle + reach, zone).Take(expected.Count + 1)], name);
            for (var start = 0; start < StartsPerCase; start++)
            {
                var from = middle - reach + (random.NextDouble() * 2 * reach);
                List<DateTime> next = [.. expected.Where(time => time > from).Take(1)];
                AssertSame(next, NextWithin(cron, from, middle + reach, zone), $"{name} from {from:O}");
            }

            total += expected.Count;
        }

        output.WriteLine($"seed {seed}: {Cases} expressions, {total} occurrences");
        Assert.NotEqual(0, total);
    }

    private static List<DateTime> NextWithin(CronExpression cron, DateTime from, DateTime to, TimeZoneInfo zone) =>
        cron.GetNextOccurrence(from, zone) is { } next && next < to ? [next] : [];

    private static void AssertSame(List<DateTime> expected, List<DateTime> actual, string name)
    {
        var difference = expected.Zip(actual).FirstOrDefault(pair => pair.First != pair.Second);
        Assert.True(difference == default, $"{name}: expected {difference.First:O}, got {difference.Second:O}.");
        Assert.True(expected.Count == actual.Count, $"{name}: expected {expected.Count} occurrences, got {actual.Count}.");
    }
}
