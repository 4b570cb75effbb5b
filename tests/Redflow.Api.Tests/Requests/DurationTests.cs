using Redflow.Dashboard.Queries;

namespace Redflow.Api.Tests.Requests;

public sealed class DurationTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("500ms", 500)]
    [InlineData("2s", 2_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("5m", 300_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("0.5d", 43_200_000)]
    [InlineData("00:00:02", 2_000)]
    [InlineData("00:00:02.5", 2_500)]
    [InlineData("1.00:00:00", 86_400_000)]
    public void Number_with_its_unit_or_a_time_span_is_a_duration(string text, double milliseconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("s")]
    [InlineData("-2s")]
    [InlineData("+2s")]
    [InlineData(" 2s")]
    [InlineData("2 s")]
    [InlineData("2S")]
    [InlineData("2s,3s")]
    [InlineData("1e3s")]
    [InlineData("1,5s")]
    [InlineData("2y")]
    [InlineData("NaNs")]
    [InlineData("-00:00:02")]
    [InlineData("00:61:00")]
    [InlineData("99999999999d")]
    [InlineData("99999999999999999999999999999999999999999999s")]
    [InlineData("99999999999.00:00:00")]
    public void Anything_else_is_not(string text)
    {
        Assert.False(Duration.TryParse(text, out _));
    }
}
