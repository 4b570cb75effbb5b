using Microsoft.AspNetCore.Mvc;
using Redflow.Api.Web;
using Redflow.Dashboard.Access;

namespace Redflow.Api.Auth;

/// <summary>Who may use the API while nobody has to say who they are: in Development this machine, or everybody where that is configured.</summary>
internal static class AnonymousAccess
{
    public const string Setting = $"{ApiOptions.Section}:{nameof(ApiOptions.AllowAnonymous)}";

    /// <summary>Says why a request is refused; null when it is not.</summary>
    public static ProblemDetails? Refuse(HttpContext context, ApiOptions options) =>
        !options.AllowAnonymous && !LocalRequest.IsLocal(context)
            ? Problems.LocalOnly.With(
                "Without authentication the API answers only connections, host names and origins of this machine. "
                + $"Add a key, or set {Setting} to true to let everyone use it.")
        : ApiRoles.IsChange(context.Request) && !Sessions.TakesForms(context) && IsOfOtherOrigin(context.Request, options.Cors)
            ? Problems.CrossOrigin.With(
                "A page of another origin has sent this change. Without authentication the API takes changes from its own pages and from programs alone. "
                + $"Add a key, or name the page's origin in {ApiOptions.Section}:{nameof(ApiOptions.Cors)}:{nameof(CrossOriginOptions.Origins)}.")
        : null;

    /// <summary>
    /// Any page has a browser send what it likes, as long as it does not look at the answer. The browser says where that comes from: by
    /// <c>Sec-Fetch-Site</c> where it trusts the connection, by <c>Origin</c> otherwise. Programs say neither.
    /// </summary>
    private static bool IsOfOtherOrigin(HttpRequest request, CrossOriginOptions cors)
    {
        var origin = request.Headers.Origin.ToString();
        return !cors.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase) && request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" or "none" => false,
            "" => origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)),
            _ => true,
        };
    }
}
