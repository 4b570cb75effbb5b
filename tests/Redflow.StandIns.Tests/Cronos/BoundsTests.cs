using System.Diagnostics;
using System.Globalization;
using Cronos;

namespace Redflow.StandIns.Tests.CronExpressions;

public class BoundsTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("0 12 * * *", "2024-06-01T12:00:00", "2024-06-01T12:00:00")]
    [InlineData("0 12 * * *", "2024-06-01T12:00:00.0000001", "2024-06-02T12:00:00")]
    [InlineData("0 12 * * *", "2024-06-01T11:59:59.9999999", "2024-06-01T12:00:00")]
    [InlineData("* * * * * *", "2024-06-01T12:00:00.5", "2024-06-01T12:00:01")]
    public void Inclusive_counts_the_start_itself(string expression, string from, string expected) =>
        Assert.Equal(Table.Utc(expected), Table.Parse(expression).GetNextOccurrence(Table.Utc(from), inclusive: true));

    [Fact]
    public void The_first_moment_of_the_calendar_is_a_start_in_every_zone()
    {
        var start = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

        Assert.Equal(start, CronExpression.EveryMinute.GetNextOccurrence(start, inclusive: true));
        Assert.Equal(start.AddMinutes(1), CronExpression.EveryMinute.GetNextOccurrence(start));
        Assert.NotNull(CronExpression.Daily.GetNextOccurrence(start, Berlin));
        Assert.NotNull(CronExpression.Daily.GetNextOccurrence(start, TimeZoneInfo.FindSystemTimeZoneById("America/New_York")));
    }

    [Theory]
    [InlineData(true, false, "00:00 00:20 00:40")]
    [InlineData(false, false, "00:20 00:40")]
    [InlineData(true, true, "00:00 00:20 00:40 01:00")]
    [InlineData(false, true, "00:20 00:40 01:00")]
    public void A_span_includes_its_bounds_as_asked(bool fromInclusive, bool toInclusive, string expected)
    {
        var (from, to) = (Table.Utc("2024-06-01T00:00"), Table.Utc("2024-06-01T01:00"));

        var occurrences = Table.Parse("*/20 * * * *").GetOccurrences(from, to, fromInclusive, toInclusive);

        Assert.Equal(expected, string.Join(' ', occurrences.Select(time => time.ToString("HH:mm", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void A_span_includes_its_start_and_not_its_end_by_default()
    {
        var (from, to) = (Table.Instant("2024-06-01T00:00+02:00"), Table.Instant("2024-06-03T00:00+02:00"));
        DateTimeOffset[] expected = [from, from.AddDays(1)];

        Assert.Equal(expected, CronExpression.Daily.GetOccurrences(from, to, Berlin));
        Assert.Equal(
            expected.Select(time => time.UtcDateTime),
            CronExpression.Daily.GetOccurrences(from.UtcDateTime, to.UtcDateTime, Berlin));
    }

    [Fact]
    public void Results_are_utc_or_carry_the_offset_of_the_zone()
    {
        var from = Table.Instant("2024-01-15T12:00Z");

        var utc = CronExpression.Daily.GetNextOccurrence(from.UtcDateTime, Berlin);
        var local = CronExpression.Daily.GetNextOccurrence(from, Berlin);

        Assert.Equal(DateTimeKind.Utc, utc!.Value.Kind);
        Assert.Equal(Table.Utc("2024-01-15T23:00"), utc);
        Assert.Equal(TimeSpan.FromHours(1), local!.Value.Offset);
        Assert.Equal(utc, local.Value.UtcDateTime);
    }

    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public void A_time_that_is_not_utc_is_refused(DateTimeKind kind)
    {
        var time = new DateTime(2024, 6, 1, 0, 0, 0, kind);
        var utc = Table.Utc("2024-06-01");

        Assert.Equal("fromUtc", Assert.Throws<ArgumentException>(() => CronExpression.Daily.GetNextOccurrence(time)).ParamName);
        Assert.Equal("fromUtc", Assert.Throws<ArgumentException>(() => CronExpression.Daily.GetNextOccurrence(time, Berlin)).ParamName);
        Assert.Equal("fromUtc", Assert.Throws<ArgumentException>(() => CronExpression.Daily.GetOccurrences(time, utc)).ParamName);
        Assert.Equal("toUtc", Assert.Throws<ArgumentException>(() => CronExpression.Daily.GetOccurrences(utc, time)).ParamName);
    }

    [Fact]
    public void A_span_that_ends_before_it_starts_is_refused()
    {
        var (early, late) = (Table.Utc("2024-06-01"), Table.Utc("2024-06-02"));

        Assert.Throws<ArgumentException>(() => CronExpression.Daily.GetOccurrences(late, early));
        Assert.Throws<ArgumentException>(() => CronExpression.Daily.GetOccurrences(late, early, Berlin));
        Assert.Throws<ArgumentException>(
            () => CronExpression.Daily.GetOccurrences(new DateTimeOffset(late), new DateTimeOffset(early), Berlin));
    }

    [Fact]
    public void A_missing_zone_is_a_mistake_of_the_caller()
    {
        var from = Table.Utc("2024-06-01");

        Assert.Equal("zone", Assert.Throws<ArgumentNullException>(() => CronExpression.Daily.GetNextOccurrence(from, null!)).ParamName);
        Assert.Equal(
            "zone", Assert.Throws<ArgumentNullException>(() => CronExpression.Daily.GetOccurrences(from, from, null!)).ParamName);
    }

    [Theory]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    [InlineData("0 0 30W FEB *")]
    [InlineData("0 0 1 * MON#2")]
    [InlineData("0 0 L * 3#3")]
    [InlineData("0 0 LW * SAT,SUN")]
    [InlineData("0 0 8-31 * 5#1")]
    public void A_date_that_never_comes_is_null_within_a_moment(string expression)
    {
        var watch = Stopwatch.StartNew();

        Assert.Null(Table.Parse(expression).GetNextOccurrence(Table.Utc("2024-01-01"), Berlin));

        // The search walks 5,700 months, a few milliseconds; the bound leaves room for a busy machine.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public void The_search_ends_with_the_year_2499()
    {
        Assert.Equal(Table.Utc("2499-12-31"), CronExpression.Daily.GetNextOccurrence(Table.Utc("2499-12-30")));
        Assert.Null(CronExpression.Daily.GetNextOccurrence(Table.Utc("2499-12-31")));
        Assert.Throws<ArgumentException>(() => CronExpression.Daily.GetNextOccurrence(Table.Utc("2500-01-01")));
    }
}
