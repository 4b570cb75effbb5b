using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

public sealed record CustomResourceSnapshot
{
    public required string ResourceType { get; init; }

    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    public DateTime? CreationTimeStamp { get; init; }

    public DateTime? StartTimeStamp { get; init; }

    public DateTime? StopTimeStamp { get; init; }

    public ResourceStateSnapshot? State { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>Null while the resource does not run: as in Aspire, only a running resource can be healthy.</summary>
    public HealthStatus? HealthStatus => State?.Text != KnownResourceStates.Running ? null : ComputeHealth();

    public ImmutableArray<HealthReportSnapshot> HealthReports { get; init; } = [];

    public EventSnapshot? ResourceReadyEvent { get; init; }

    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    private HealthStatus ComputeHealth() => HealthReports.IsEmpty
        ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
        : HealthReports.Min(r => r.Status) ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy;
}
