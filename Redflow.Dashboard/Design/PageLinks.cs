namespace Redflow.Dashboard.Design;

/// <summary>The pages that every page leads to, in the order in which they stand.</summary>
internal static class PageLinks
{
    private static readonly PageLink[] All =
    [
        new("", "Overview"),
        new("runs", "Runs"),
        new("workflows", "Workflows"),
        new("queues", "Queues"),
        new("schedules", "Schedules"),
        new("events", "Events"),
        new("failed", "Failed"),
        new("workers", "Workers"),
        new("bulk", "Bulk jobs"),
        new("audit", "Audit", viewer => viewer.SeesAudit),
        new("settings", "Settings"),
    ];

    /// <summary>Those that a viewer may see.</summary>
    public static IEnumerable<PageLink> For(DashboardViewer viewer) => All.Where(link => link.IsFor?.Invoke(viewer) ?? true);
}
