using System.Diagnostics.Metrics;

namespace Redflow.Telemetry;

/// <summary>How late schedulers are.</summary>
internal static class SchedulerMetrics
{
    private static readonly Meter Meter = new(RedflowTelemetry.MeterName);

    private static readonly Histogram<double> Lag = Meter.CreateHistogram(
        "redflow.scheduler.lag", "s", "How late a scheduler dealt with the earliest of what was due when it looked.", tags: null, Buckets.Calls);

    public static void Late(string agent, TimeSpan lateness)
    {
        if (Lag.Enabled)
        {
            Lag.Record(lateness.TotalSeconds, new KeyValuePair<string, object?>(TelemetryTags.Agent, agent));
        }
    }
}
