namespace Redflow.Bench.Measures;

/// <summary>How values are spread, in milliseconds.</summary>
/// <param name="N">How many there are.</param>
internal sealed record Distribution(int N, double Min, double P50, double P95, double P99, double Max)
{
    /// <param name="values">At least one.</param>
    public static Distribution Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        double At(double quantile) => Rounded.To(4, Quantile(sorted, quantile));
        return new(sorted.Length, At(0), At(0.5), At(0.95), At(0.99), At(1));
    }

    /// <summary>The smallest value that at least that share of all is not above.</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double quantile) =>
        sorted[Math.Clamp((int)Math.Ceiling(quantile * sorted.Count) - 1, 0, sorted.Count - 1)];
}
