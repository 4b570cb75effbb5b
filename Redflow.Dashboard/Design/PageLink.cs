namespace Redflow.Dashboard.Design;

/// <summary>A page that every page leads to.</summary>
/// <param name="Path">Its path below the dashboard's.</param>
/// <param name="Name">Its name, which the page itself gives as <c>Current</c>.</param>
/// <param name="IsFor">Who is led there; null for all.</param>
internal sealed record PageLink(string Path, string Name, Func<DashboardViewer, bool>? IsFor = null);
