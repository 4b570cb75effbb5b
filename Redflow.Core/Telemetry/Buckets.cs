using System.Diagnostics.Metrics;

namespace Redflow.Telemetry;

/// <summary>The bounds of histograms' buckets, in seconds. Whoever collects may choose others.</summary>
internal static class Buckets
{
    /// <summary>What a run may take: from a millisecond to days.</summary>
    public static readonly InstrumentAdvice<double> Runs = new()
    {
        HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 3600, 21600, 86400],
    };

    /// <summary>What a call or a timer may be late: those of OpenTelemetry's conventions for databases, and finer below.</summary>
    public static readonly InstrumentAdvice<double> Calls = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 10],
    };
}
