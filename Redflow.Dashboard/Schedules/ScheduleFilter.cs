using Redflow.Dashboard.Queries;
using Redflow.Schedules;

namespace Redflow.Dashboard.Schedules;

/// <summary>Which schedules a list shows.</summary>
/// <param name="Workflow">Those of this workflow; empty for all.</param>
/// <param name="IsEnabled">Those that fire, or those that do not; null for all.</param>
internal sealed record ScheduleFilter(string Workflow, bool? IsEnabled)
{
    private const string Enabled = "enabled";
    private const string Disabled = "disabled";

    public ScheduleQuery Query => new() { Workflow = Workflow.Length > 0 ? Workflow : null, IsEnabled = IsEnabled, Limit = Sieve.Rows };

    public bool IsAll => Workflow.Length == 0 && IsEnabled is null;

    /// <summary>The word that an address says it by; null for all.</summary>
    public string? State => IsEnabled switch { true => Enabled, false => Disabled, null => null };

    public static ScheduleFilter Parse(string? workflow, string? state) =>
        new(workflow?.Trim() ?? "", state switch { Enabled => true, Disabled => false, _ => null });

    /// <summary>The page's address.</summary>
    public string UrlOf(string? cursor = null) => Address.Of("schedules", ("workflow", Workflow), ("state", State), ("cursor", cursor));
}
