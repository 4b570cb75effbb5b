using Redflow.Retries;
using Xunit;

namespace Redflow.Core.Tests.Retries;

public sealed class RetryBackoffTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(1_000, 300)]
    public void The_delay_doubles_up_to_its_cap_and_is_drawn_from_the_upper_half(int failures, int longestSeconds)
    {
        var random = new Random(1);

        var delays = Enumerable.Range(0, 1_000).Select(_ => new RetryBackoff().DelayAfter(failures, random).TotalSeconds).ToArray();

        Assert.InRange(delays.Min(), longestSeconds / 2.0, longestSeconds * 0.51);
        Assert.InRange(delays.Max(), longestSeconds * 0.99, longestSeconds);
    }

    [Fact]
    public void A_failure_that_has_not_happened_has_no_delay() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryBackoff().DelayAfter(0, Random.Shared));
}
