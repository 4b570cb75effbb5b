using System.Net;
using Microsoft.AspNetCore.Http;

namespace Redflow.Dashboard.Access;

/// <summary>
/// Requests of this machine. A page that a developer visits is not among them: its browser connects from this machine, but names another host (DNS
/// rebinding) or another origin.
/// </summary>
internal static class LocalRequest
{
    public static bool IsLocal(HttpContext context) =>
        (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && IsLocalHost(context.Request.Host.Host)
        && context.Request.Headers.Origin.All(IsLocalOrigin);

    public static bool IsLocalHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsLocalOrigin(string? origin) => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsLocalHost(uri.Host);
}
