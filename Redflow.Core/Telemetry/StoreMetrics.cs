using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Redflow.Telemetry;

/// <summary>What calls to Redis take, and how they fail: each script and command, its tries included.</summary>
internal static class StoreMetrics
{
    private const string Redis = "redis";

    private static readonly Meter Meter = new(RedflowTelemetry.MeterName);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "db.client.operation.duration", "s", "How long a call to Redis took, its tries included.", tags: null, Buckets.Calls);

    /// <summary>When a call begins; 0 while nobody listens.</summary>
    public static long Begin() => Duration.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <param name="operation">The script, or what the command is for.</param>
    /// <param name="began">When it began.</param>
    /// <param name="failure">Why it failed; null when it did not.</param>
    public static void End(string operation, long began, Exception? failure)
    {
        if (began == 0)
        {
            return;
        }

        var tags = new TagList { { TelemetryTags.DatabaseSystem, Redis }, { TelemetryTags.DatabaseOperation, operation } };
        if (failure is not null)
        {
            tags.Add(TelemetryTags.ErrorType, failure.GetType().FullName);
        }

        Duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, tags);
    }
}
