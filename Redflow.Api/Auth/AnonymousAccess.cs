using System.Net;
using Microsoft.AspNetCore.Mvc;

namespace Redflow.Api.Auth;

/// <summary>
/// Without authentication the API is for one machine in Development. A page that a developer visits must not start runs either: its browser connects
/// from this machine, but names another host (DNS rebinding) or another origin.
/// </summary>
internal static class AnonymousAccess
{
    public const string Setting = $"{ApiOptions.Section}:{nameof(ApiOptions.AllowAnonymous)}";

    public static ProblemDetails LocalOnly => Problems.LocalOnly.With(
        "Without authentication the API answers only connections, host names and origins of this machine. "
        + $"Add a key, or set {Setting} to true to let everyone use it.");

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
