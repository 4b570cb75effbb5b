using System.Globalization;

namespace Redflow.Cli.Top;

/// <summary>What happened minute by minute, the last one last.</summary>
internal sealed record Rates(IReadOnlyList<RatePoint> Points)
{
    /// <summary>How many there were a minute, over the last minutes.</summary>
    public string Of(int minutes, Func<RatePoint, long> count) =>
        (Points.TakeLast(minutes).Sum(count) / (double)minutes).ToString("0.##", CultureInfo.InvariantCulture);
}
