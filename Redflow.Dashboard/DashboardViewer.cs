namespace Redflow.Dashboard;

/// <summary>Who looks at the dashboard.</summary>
/// <param name="Name">The name that it shows; null for nobody in particular.</param>
/// <param name="CanChange">Whether they may change anything: runs, schedules, workflows, queues, events. Where not, it offers none of that, and refuses it.</param>
/// <param name="SeesAll">Whether they see what <see cref="RedflowDashboardOptions.Redact"/> leads to.</param>
/// <param name="SeesAudit">Whether they see the audit log of the namespace, which Redflow.Api writes. Where not, they are not led to it, and it is refused.</param>
public sealed record DashboardViewer(string? Name, bool CanChange = true, bool SeesAll = true, bool SeesAudit = false);
