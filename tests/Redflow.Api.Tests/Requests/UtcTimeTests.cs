using Redflow.Api.Requests;

namespace Redflow.Api.Tests.Requests;

public sealed class UtcTimeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-01-31T12:00Z", 0)]
    [InlineData("2026-01-31T12:00:00Z", 0)]
    [InlineData("2026-01-31T12:00:00.25Z", 250)]
    [InlineData("2026-01-31T12:00:00.2500000Z", 250)]
    [InlineData("2026-01-31T13:00:00+01:00", 0)]
    [InlineData("2026-01-31T06:30-05:30", 0)]
    public void Time_with_its_offset_is_read_as_utc(string text, double milliseconds)
    {
        Assert.True(UtcTime.TryParse(text, out var time));

        Assert.Equal(Noon.AddMilliseconds(milliseconds), time);
        Assert.Equal(TimeSpan.Zero, time.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T12:00:00")]
    [InlineData("2026-01-31T13:00:00 01:00")]
    [InlineData("2026-02-31T12:00:00Z")]
    [InlineData("01/31/2026 12:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("99999-01-01T00:00:00Z")]
    [InlineData("1769860800")]
    public void Time_without_offset_or_of_another_form_is_refused(string text)
    {
        Assert.False(UtcTime.TryParse(text, out _));
    }
}
