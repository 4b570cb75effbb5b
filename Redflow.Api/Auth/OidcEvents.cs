using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Redflow.Api.Limits;

namespace Redflow.Api.Auth;

/// <summary>What comes of a sign-in at the issuer: a session, or the form again with the reason why not.</summary>
internal sealed partial class OidcEvents(Sessions sessions, RateLimits limits, IOptions<ApiOptions> options, ILogger<OidcEvents> logger) : OpenIdConnectEvents
{
    /// <summary>The longest name that a cookie has room for.</summary>
    private const int MaxName = 256;

    private const int MaxReason = 300;

    private OidcOptions Issuer => options.Value.Oidc;

    /// <summary>Whether this says that the issuer does not answer, or with nothing of use.</summary>
    public static bool IsAway(Exception exception) => exception is HttpRequestException or IOException or InvalidOperationException or OperationCanceledException;

    /// <summary>
    /// A token that comes from the issuer itself need not be signed, says the standard, and the handler takes such ones. Here it has to be: a provider that
    /// hands out others is not set up as it should be, and nobody else's word is to be enough.
    /// </summary>
    public override Task TokenValidated(TokenValidatedContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (string.IsNullOrEmpty(context.SecurityToken.RawSignature))
        {
            context.Fail(new SecurityTokenInvalidSignatureException("The ID token is not signed."));
        }

        return Task.CompletedTask;
    }

    public override Task TicketReceived(TicketReceivedContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.HandleResponse();
        return Receive(context.HttpContext, context.Principal!, context.ReturnUri ?? "/").ExecuteAsync(context.HttpContext);
    }

    public override Task AccessDenied(AccessDeniedContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.HandleResponse();
        return SignIn.Form(context.HttpContext, context.ReturnUrl, $"Nobody was signed in: {Issuer.Title} says that you did not want to, or may not.", StatusCodes.Status403Forbidden)
            .ExecuteAsync(context.HttpContext);
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.HandleResponse();
        return Refuse(context.HttpContext, context.Properties?.RedirectUri, context.Failure!).ExecuteAsync(context.HttpContext);
    }

    /// <summary>The form again, with what went wrong.</summary>
    public RazorComponentResult Refuse(HttpContext context, string? to, Exception failure)
    {
        if (limits.RefuseFailure(context) is { } tooMany)
        {
            return SignIn.Form(context, to, tooMany.Detail, StatusCodes.Status429TooManyRequests);
        }

        // The issuer's own words are among it, and those are whatever a browser was sent back with.
        var reason = string.Concat($"{failure.GetType().Name}: {failure.Message}".Take(MaxReason).Select(letter => char.IsControl(letter) ? ' ' : letter));
        LogRefused(logger, Issuer.Title, reason);
        var (status, sentence) = failure switch
        {
            _ when IsAway(failure) => (StatusCodes.Status502BadGateway, $"{Issuer.Title} can't be reached, or is not set up for this. The API's log says why."),
            AuthenticationFailureException => (StatusCodes.Status400BadRequest, "This sign-in was not begun in this browser, or too long ago. Begin again."),
            _ => (StatusCodes.Status401Unauthorized, $"What {Issuer.Title} answered does not prove who you are. Begin again."),
        };
        return SignIn.Form(context, to, sentence, status);
    }

    private RazorComponentResult Receive(HttpContext context, ClaimsPrincipal principal, string to)
    {
        if (Read(principal) is { } person && sessions.TryBegin(context, person) is { } caller)
        {
            SignIn.LogSignedIn(logger, caller.Name, caller.Role.ToWord(), context.Connection.RemoteIpAddress);
            return SignIn.GoOn(context, to);
        }

        LogNoRole(logger, Issuer.Title, Issuer.RoleClaim);
        return SignIn.Form(
            context,
            to,
            $"{Issuer.Title} knows you, but gives you no role here: nothing in '{Issuer.RoleClaim}' makes you a {ApiRoles.Words}. Ask whoever runs this system.",
            StatusCodes.Status403Forbidden);
    }

    /// <summary>Reads who somebody is. Of their roles those are kept that count: a cookie has no room for hundreds of groups.</summary>
    private Person? Read(ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue(Issuer.NameClaim) is not { Length: > 0 and <= MaxName } name)
        {
            return null;
        }

        var shown = principal.FindFirstValue("name") ?? principal.FindFirstValue("preferred_username") ?? principal.FindFirstValue("email") ?? name;
        var roles = principal.FindAll(Issuer.RoleClaim).SelectMany(claim => claim.Value.Split(' '));
        return new(name, shown.Length > MaxName ? shown[..MaxName] : shown, [.. roles.Where(role => Issuer.RoleOf([role]) != ApiRole.None).Distinct()]);
    }

    [LoggerMessage(4006, LogLevel.Warning, "Nobody was signed in by {Issuer}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string issuer, string reason);

    [LoggerMessage(4007, LogLevel.Warning, "Somebody was known to {Issuer} and has no role: nothing in the claim {Claim} gives one")]
    private static partial void LogNoRole(ILogger logger, string issuer, string claim);
}
