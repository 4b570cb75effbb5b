using Redflow.Retries;
using Xunit;

namespace Redflow.Core.Tests.Retries;

public sealed class RetryAfterExceptionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(30, 30)]
    [InlineData(0, 0)]
    [InlineData(-30, 0)]
    [InlineData(4_000 * 86_400, 3_650 * 86_400)]
    public void The_delay_is_kept_between_nothing_and_ten_years(int asked, int seconds)
    {
        var byDelay = new RetryAfterException(TimeSpan.FromSeconds(asked));
        var byTime = new RetryAfterException(Now.AddSeconds(asked).ToOffset(TimeSpan.FromHours(5)));

        Assert.Equal(TimeSpan.FromSeconds(seconds), byDelay.DelayFrom(Now));
        Assert.Equal(TimeSpan.FromSeconds(seconds), byTime.DelayFrom(Now));
    }

    [Fact]
    public void The_extremes_do_not_overflow()
    {
        Assert.Equal(RetryBackoff.MaxDelay, new RetryAfterException(TimeSpan.MaxValue).DelayFrom(Now));
        Assert.Equal(RetryBackoff.MaxDelay, new RetryAfterException(DateTimeOffset.MaxValue).DelayFrom(Now));
        Assert.Equal(TimeSpan.Zero, new RetryAfterException(TimeSpan.MinValue).DelayFrom(Now));
        Assert.Equal(TimeSpan.Zero, new RetryAfterException(DateTimeOffset.MinValue).DelayFrom(Now));
    }

    [Fact]
    public void The_message_says_when_unless_there_is_a_better_one()
    {
        Assert.Contains("00:00:30", new RetryAfterException(TimeSpan.FromSeconds(30)).Message, StringComparison.Ordinal);
        Assert.Contains("2026-03-01 12:00:00Z", new RetryAfterException(Now).Message, StringComparison.Ordinal);
        Assert.Equal("Slow down.", new RetryAfterException(Now, "Slow down.").Message);
    }
}
