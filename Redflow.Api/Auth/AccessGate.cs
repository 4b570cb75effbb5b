using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Redflow.Api.Limits;
using Redflow.Dashboard.Design;

namespace Redflow.Api.Auth;

/// <summary>
/// Stands before everything that is served. As soon as a key or an issuer of tokens is configured, it takes credentials for every path, also for those
/// where there is nothing: only endpoints that say so (<c>/alive</c>) are open. It finds out who calls, whether that is not too often, and whether the
/// caller's role is enough.
/// </summary>
internal sealed partial class AccessGate(
    RequestDelegate next, KeyRing keys, Sessions sessions, RateLimits limits, IOptions<ApiOptions> options, ILogger<AccessGate> logger)
{
    public const string Challenge = "Bearer realm=\"redflow\"";

    public Task InvokeAsync(HttpContext context) =>
        !keys.IsUsed && !options.Value.HasIssuer ? PassAnonymousAsync(context)
        : context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null ? next(context)
        : PassKnownAsync(context);

    /// <summary>A caller as the framework knows users; null for nobody.</summary>
    public static ClaimsPrincipal? UserOf(Caller? caller) =>
        caller is null ? null : new(new ClaimsIdentity([new(ClaimTypes.Name, caller.Name)], nameof(AccessGate)));

    private Task PassAnonymousAsync(HttpContext context) =>
        AnonymousAccess.Refuse(context, options.Value) is { } refused ? AnswerAsync(context, refused)
        : limits.Refuse(context) is { } tooMany ? AnswerAsync(context, tooMany)
        : next(context);

    private Task PassKnownAsync(HttpContext context)
    {
        var session = Credentials.Any(context.Request) ? null : sessions.Find(context);
        if ((session?.Caller ?? FindCaller(context)) is not { } caller)
        {
            return RefuseAsync(context);
        }

        context.Features.Set(caller);
        context.Features.Set(session);
        context.User = UserOf(caller)!;
        if (limits.Refuse(context) is { } tooMany)
        {
            return AnswerAsync(context, tooMany);
        }

        var needed = ApiRoles.NeededBy(context);
        if (caller.Role >= needed)
        {
            return next(context);
        }

        LogDenied(logger, caller.Name, caller.Role.ToWord(), context.Request.Method, Route(context));
        var sentence = $"This takes the role {needed.ToWord()}, and '{caller.Shown}' is {caller.Role.ToWord()}.";
        return SignIn.IsFor(context)
            ? Pages.Show<RefusalPage, Failure>(context, PageFrame.Of(context), new("Your role is not enough", sentence), StatusCodes.Status403Forbidden).ExecuteAsync(context)
            : AnswerAsync(context, Problems.Forbidden.With(sentence, ("requiredRole", needed.ToWord())));
    }

    /// <summary>Finds by credentials. A session counts only where none are sent: they say who calls, right or wrong.</summary>
    private Caller? FindCaller(HttpContext context) =>
        Credentials.Find(context.Request) is { } sent ? keys.Find(sent) ?? Tokens.Read(context.User, options.Value.Jwt) : null;

    /// <summary>
    /// Valid credentials are looked for first and always taken: one who sends bad ones must not lock others out that share an address, such as all
    /// those behind a proxy.
    /// </summary>
    private Task RefuseAsync(HttpContext context)
    {
        if (SignIn.IsFor(context))
        {
            return SignIn.SendAsync(context);
        }

        if (limits.RefuseFailure(context) is { } tooMany)
        {
            return AnswerAsync(context, tooMany);
        }

        var wasSent = Credentials.Any(context.Request);
        context.Response.Headers.WWWAuthenticate = wasSent ? $"{Challenge}, error=\"invalid_token\"" : Challenge;
        return AnswerAsync(context, Problems.Unauthorized.With(
            (wasSent ? "The credentials that were sent are not known, or no longer." : "This takes credentials.")
            + $" Send an API key as 'Authorization: Bearer {ApiKey.Prefix}…' or '{Credentials.KeyHeader}: {ApiKey.Prefix}…'"
            + (options.Value.Jwt.IsUsed ? " or a token of the configured issuer as 'Authorization: Bearer …'." : ".")));
    }

    private static string? Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    private static Task AnswerAsync(HttpContext context, ProblemDetails problem) => TypedResults.Problem(problem).ExecuteAsync(context);

    [LoggerMessage(4003, LogLevel.Warning, "{Caller} ({Role}) may not {Method} {Route}")]
    private static partial void LogDenied(ILogger logger, string caller, string role, string method, string? route);
}
