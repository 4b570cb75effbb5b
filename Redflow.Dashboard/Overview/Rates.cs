using System.Globalization;
using Redflow.Runs;

namespace Redflow.Dashboard.Overview;

/// <summary>What follows from what happened.</summary>
internal static class Rates
{
    public static long Ended(this MinuteStats stats) => stats.Succeeded + stats.Failed + stats.Canceled;

    /// <summary>The share of those that succeeded in those that succeeded or failed; a dash when there are none.</summary>
    public static string SuccessRate(this MinuteStats stats) => stats.Succeeded + stats.Failed is > 0 and var tried
        ? (Math.Floor(1000d * stats.Succeeded / tried) / 10).ToString("0.#", CultureInfo.InvariantCulture) + " %"
        : "–";

    /// <summary>What a started run waited on average; null when none started.</summary>
    public static TimeSpan? AverageStartLatency(this MinuteStats stats) => stats.Started > 0 ? stats.StartLatency / stats.Started : null;

    /// <summary>What an ended run took on average; null when none ended.</summary>
    public static TimeSpan? AverageDuration(this MinuteStats stats) => stats.Ended() is > 0 and var ended ? stats.Duration / ended : null;
}
