using System.Diagnostics;

namespace Redflow.Bench.Scenarios;

/// <summary>How many in a second.</summary>
internal static class Rate
{
    public static double Of(int count, double seconds) => Math.Round(count / seconds);

    /// <param name="count">How many.</param>
    /// <param name="ticks">In how many ticks of the stopwatch.</param>
    public static double OfTicks(int count, long ticks) => Of(count, (double)ticks / Stopwatch.Frequency);
}
