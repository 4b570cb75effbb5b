using Microsoft.AspNetCore.Http;
using Redflow.Dashboard.Access;

namespace Redflow.Dashboard;

/// <summary>Whom the dashboard shows what.</summary>
public sealed class RedflowDashboardOptions
{
    /// <summary>Tells who looks, from a request that was let in.</summary>
    /// <value>The request's user, who may see and change everything, and does not see the audit log.</value>
    public Func<HttpContext, DashboardViewer> Viewer { get; set; } = context => new(context.User.Identity?.Name);

    /// <summary>Paths of what those do not see whose <see cref="DashboardViewer.SeesAll"/> is false, such as <c>$.input.card</c>.</summary>
    /// <value>None. Docs: docs/how-to/secure-the-api.md#hide-payloads-from-readers.</value>
    public IList<string> Redact { get; } = [];

    /// <summary>Where a form signs the viewer out; null where the dashboard has nothing to do with that.</summary>
    internal string? SignOutPath { get; set; }

    /// <summary>Tells more of who looks; null where the host knows no more.</summary>
    internal Func<HttpContext, Account?> Account { get; set; } = _ => null;

    /// <summary>Lists the keys that let somebody in; null for those who may not know of them.</summary>
    internal Func<HttpContext, IReadOnlyList<ListedKey>?> Keys { get; set; } = _ => null;

    /// <summary>The path of the HTTP API in the same app; null where there is none.</summary>
    internal string? ApiPath { get; set; }
}
