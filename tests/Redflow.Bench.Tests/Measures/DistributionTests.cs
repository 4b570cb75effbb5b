using Redflow.Bench.Measures;
using Xunit;

namespace Redflow.Bench.Tests.Measures;

public sealed class DistributionTests
{
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 0.5, 1)]
    [InlineData(2, 0.51, 2)]
    [InlineData(4, 0.5, 2)]
    [InlineData(100, 0.5, 50)]
    [InlineData(100, 0.95, 95)]
    [InlineData(100, 0.99, 99)]
    [InlineData(1000, 0.99, 990)]
    [InlineData(1000, 1, 1000)]
    public void Quantile_is_the_smallest_value_that_the_share_is_not_above(int count, double quantile, double expected)
    {
        double[] sorted = [.. Enumerable.Range(1, count)];

        var value = Distribution.Quantile(sorted, quantile);

        Assert.Equal(expected, value);
    }

    [Fact]
    public void Distribution_does_not_ask_for_order()
    {
        var distribution = Distribution.Of([3, 1, 2]);

        Assert.Equal(new(3, 1, 2, 3, 3, 3), distribution);
    }
}
