using Redflow.Retries;
using Xunit;

namespace Redflow.Core.Tests.Retries;

public sealed class RetryBackoffTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(1_000, 300)]
    [InlineData(int.MaxValue, 300)]
    public void The_default_doubles_up_to_its_cap_and_is_drawn_from_the_upper_half(int failures, int longestSeconds)
    {
        var random = new Random(1);

        var delays = Enumerable.Range(0, 1_000).Select(_ => RetryBackoff.Exponential().DelayAfter(failures, random).TotalSeconds).ToArray();

        Assert.InRange(delays.Min(), longestSeconds / 2.0, longestSeconds * 0.51);
        Assert.InRange(delays.Max(), longestSeconds * 0.99, longestSeconds);
    }

    public static TheoryData<RetryBackoff, int[]> Delays => new()
    {
        { RetryBackoff.Exponential(Second, 3, 20 * Second, jitter: 0), [1, 3, 9, 20, 20] },
        { RetryBackoff.Exponential(TimeSpan.Zero, jitter: 0), [0, 0, 0] },
        { RetryBackoff.Linear(2 * Second, 3 * Second, 10 * Second), [2, 5, 8, 10, 10] },
        { RetryBackoff.Constant(7 * Second), [7, 7, 7] },
        { RetryBackoff.List(5 * Second, Second, 9 * Second), [5, 1, 9, 9, 9] },
    };

    [Theory]
    [MemberData(nameof(Delays))]
    public void Each_kind_has_its_delays(RetryBackoff backoff, int[] seconds)
    {
        ArgumentNullException.ThrowIfNull(backoff);

        Assert.Null(backoff.Mistake());
        Assert.Equal(seconds, Enumerable.Range(1, seconds.Length).Select(failures => (int)backoff.DelayAfter(failures, Random.Shared).TotalSeconds));
    }

    [Fact]
    public void No_number_of_failures_is_too_large()
    {
        Assert.Equal(TimeSpan.Zero, RetryBackoff.Exponential(TimeSpan.Zero).DelayAfter(int.MaxValue, Random.Shared));
        Assert.Equal(Second, RetryBackoff.Linear(Second, RetryBackoff.MaxDelay, Second).DelayAfter(int.MaxValue, Random.Shared));
        Assert.Equal(Second, RetryBackoff.List(Second).DelayAfter(int.MaxValue, Random.Shared));
    }

    [Fact]
    public void Full_jitter_reaches_down_to_nothing()
    {
        var random = new Random(1);

        var delays = Enumerable.Range(0, 1_000).Select(_ => RetryBackoff.Exponential(jitter: 1).DelayAfter(1, random)).ToArray();

        Assert.InRange(delays.Min(), TimeSpan.Zero, Second / 100);
    }

    public static TheoryData<RetryBackoff, string> Mistakes => new()
    {
        { RetryBackoff.Exponential(-Second), "exponential" },
        { RetryBackoff.Exponential(2 * Second, max: Second), "exponential" },
        { RetryBackoff.Exponential(max: TimeSpan.MaxValue), "3650 days" },
        { RetryBackoff.Exponential(factor: 0.5), "factor" },
        { RetryBackoff.Exponential(factor: double.PositiveInfinity), "factor" },
        { RetryBackoff.Exponential(jitter: 1.1), "jitter" },
        { RetryBackoff.Exponential(jitter: double.NaN), "jitter" },
        { RetryBackoff.Linear(-Second, Second, Second), "linear" },
        { RetryBackoff.Linear(Second, -Second, Second), "increment" },
        { RetryBackoff.Linear(Second, Second, TimeSpan.Zero), "linear" },
        { RetryBackoff.Constant(-Second), "list" },
        { RetryBackoff.Constant(TimeSpan.MaxValue), "3650 days" },
        { RetryBackoff.List(), "at least one" },
        { RetryBackoff.List(Second, -Second), "list" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_can_not_be_meant_is_a_mistake(RetryBackoff backoff, string part)
    {
        ArgumentNullException.ThrowIfNull(backoff);

        Assert.Contains(part, backoff.Mistake(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_that_has_not_happened_has_no_delay() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RetryBackoff.Exponential().DelayAfter(0, Random.Shared));
}
