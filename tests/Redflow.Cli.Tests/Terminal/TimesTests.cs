using Redflow.Cli.Terminal;
using Redflow.Testing;

namespace Redflow.Cli.Tests.Terminal;

public sealed class TimesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "now")]
    [InlineData(-0.4, "now")]
    [InlineData(-59, "59s ago")]
    [InlineData(-61, "1m 1s ago")]
    [InlineData(-7200, "2h ago")]
    [InlineData(-90_000, "1d 1h ago")]
    [InlineData(90, "in 1m 30s")]
    public void Time_is_how_long_ago_it_is(double seconds, string expected)
    {
        var times = new Times(new ManualTime(Now), utc: false);

        Assert.Equal(expected, times.Of(Now.AddSeconds(seconds)));
    }

    [Fact]
    public void Time_is_in_UTC_when_asked_for()
    {
        var times = new Times(new ManualTime(Now), utc: true);

        Assert.Equal("2026-01-31T12:00:00.000Z", times.Of(Now));
        Assert.Equal("2026-01-31T12:00:00.000Z", times.Clock(Now));
        Assert.Null(times.Of(null));
    }

    [Theory]
    [InlineData(0, "0ms")]
    [InlineData(0.25, "250ms")]
    [InlineData(1.26, "1.3s")]
    [InlineData(600, "10m")]
    [InlineData(604_800, "7d")]
    public void Duration_has_its_two_largest_units(double seconds, string expected)
    {
        Assert.Equal(expected, Times.Span(TimeSpan.FromSeconds(seconds)));
    }
}
