namespace Redflow.Telemetry;

/// <summary>What to listen to. Docs: docs/reference/telemetry.md.</summary>
public static class RedflowTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>.</summary>
    public const string SourceName = "Redflow";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string MeterName = "Redflow";

    /// <summary>The tag of spans that holds a run's id.</summary>
    public const string RunIdTag = TelemetryTags.RunId;
}
