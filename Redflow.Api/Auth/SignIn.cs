using System.Net;
using System.Net.Mime;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Redflow.Api.Limits;
using Redflow.Dashboard.Access;
using Redflow.Dashboard.Design;

namespace Redflow.Api.Auth;

/// <summary>Lets a browser in: a form takes an API key once, or the issuer says who somebody is, and a session stands for it from there.</summary>
internal static partial class SignIn
{
    public const string Path = "/signin";
    public const string OutPath = "signout";

    /// <summary>More than a form has; nobody needs to be known to send one.</summary>
    private const int MaxFormBytes = 64 * 1024;

    private const string ReturnField = "to";
    private const string KeyField = "key";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var forms = app.MapGroup("").AllowAnonymous().ExcludeFromDescription().WithMetadata(new PageDepth(1), new Sessions.Forms(), new RequestSizeLimitAttribute(MaxFormBytes));
        forms.MapGet(Path, Show);
        forms.MapPost(Path, TakeAsync);
        forms.MapPost($"/{OutPath}", EndAsync);
        forms.MapGet(Oidc.BeginPath, BeginAsync).WithMetadata(new PageDepth(2));
        forms.MapGet(Oidc.CallbackPath, Oidc.NoCallback).WithMetadata(new PageDepth(2));
    }

    /// <summary>Whether a refused request is that of a browser for a page, which is shown one instead.</summary>
    public static bool IsFor(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && !Credentials.Any(context.Request)
        && context.GetEndpoint()?.Metadata.GetMetadata<PageDepth>() is not null
        && context.Request.Headers.Accept.ToString().Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase);

    public static Task SendAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = $"{context.Request.PathBase}{Path}?{ReturnField}={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}";
        return Task.CompletedTask;
    }

    /// <summary>The form, with what was wrong with the last one.</summary>
    public static RazorComponentResult Form(HttpContext context, string? to, string? mistake, int status)
    {
        var issuer = context.RequestServices.GetRequiredService<IOptions<ApiOptions>>().Value.Oidc;
        var path = IsOurs(to) ? to! : "/";
        return Pages.Show<SignInPage, SignInForm>(
            context,
            PageFrame.OfStranger(context),
            new(
                Path.TrimStart('/'),
                context.RequestServices.GetRequiredService<KeyRing>().IsUsed ? KeyField : null,
                ReturnField,
                path,
                issuer.IsUsed ? new(issuer.Title, $"{Oidc.BeginPath.TrimStart('/')}?{ReturnField}={Uri.EscapeDataString(path)}") : null,
                mistake),
            status);
    }

    /// <summary>
    /// Has a browser go on by itself. Where another site has sent it here, it sends no session along, however often it is redirected: only what it asks for
    /// from a page of our own does it take to be ours.
    /// </summary>
    public static RazorComponentResult GoOn(HttpContext context, string to)
    {
        var page = Pages.Show<GoOnPage, Onward>(context, PageFrame.OfStranger(context), new($"{context.Request.PathBase}{(IsOurs(to) ? to : "/")}"));
        // The page's own address may have a code in it.
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return page;
    }

    [LoggerMessage(4005, LogLevel.Information, "{Caller} ({Role}) has signed in from {Address}")]
    public static partial void LogSignedIn(ILogger logger, string caller, string role, IPAddress? address);

    /// <summary><c>GET /signin</c>: the form; where nobody has to say who they are, the dashboard at once.</summary>
    private static IResult Show(HttpContext context, KeyRing keys, IOptions<ApiOptions> options)
    {
        var to = context.Request.Query[ReturnField].ToString();
        return !keys.IsUsed && !options.Value.HasIssuer ? new SeeOther($"{context.Request.PathBase}/")
            : context.Request.Headers["Sec-Fetch-Site"].ToString() == "cross-site" ? GoOn(context, to)
            : Form(context, to, mistake: null, StatusCodes.Status200OK);
    }

    /// <summary><c>POST /signin</c>: begins a session.</summary>
    private static async Task<IResult> TakeAsync(HttpContext context, Sessions sessions, RateLimits limits, IAntiforgery antiforgery, ILogger<Sessions> logger)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Form(context, null, "The form was too old. Here is a new one.", StatusCodes.Status400BadRequest);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var to = form[ReturnField].ToString();
        if (sessions.TryBegin(context, form[KeyField].ToString().Trim()) is { } caller)
        {
            LogSignedIn(logger, caller.Name, caller.Role.ToWord(), context.Connection.RemoteIpAddress);
            return new SeeOther($"{context.Request.PathBase}{(IsOurs(to) ? to : "/")}");
        }

        if (limits.RefuseFailure(context) is { } tooMany)
        {
            return Form(context, to, tooMany.Detail, StatusCodes.Status429TooManyRequests);
        }

        LogUnknownKey(logger, context.Connection.RemoteIpAddress);
        return Form(context, to, "This key is not known, or no longer.", StatusCodes.Status401Unauthorized);
    }

    /// <summary><c>GET /signin/with</c>: sends a browser to the issuer.</summary>
    private static Task<IResult> BeginAsync(HttpContext context, IOptions<ApiOptions> options)
    {
        var to = context.Request.Query[ReturnField].ToString();
        return options.Value.Oidc.IsUsed
            ? Oidc.BeginAsync(context, IsOurs(to) ? to : "/")
            : Task.FromResult<IResult>(new SeeOther($"{context.Request.PathBase}{Path}"));
    }

    /// <summary><c>POST /signout</c>: ends the session. Where none comes along, another site may have sent the form: nothing is ended.</summary>
    private static async Task<IResult> EndAsync(HttpContext context, IAntiforgery antiforgery, Sessions sessions)
    {
        if (sessions.Find(context) is { } session)
        {
            // The form was shown to this caller; the gate has let the request through without looking.
            context.User = AccessGate.UserOf(session.Caller)!;
            if (!await antiforgery.IsRequestValidAsync(context))
            {
                return TypedResults.Text("The form is too old. Go back, load the page again and repeat it.", statusCode: StatusCodes.Status400BadRequest);
            }

            Sessions.End(context);
        }

        return new SeeOther($"{context.Request.PathBase}{Path}");
    }

    /// <summary>A path of the API's own, as an address has it: not <c>//elsewhere.example.com</c>, which browsers take for another site.</summary>
    private static bool IsOurs(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.AsSpan().ContainsAnyExceptInRange('!', '~');

    [LoggerMessage(4008, LogLevel.Warning, "Somebody has tried to sign in from {Address} with a key that is not known")]
    private static partial void LogUnknownKey(ILogger logger, IPAddress? address);
}
