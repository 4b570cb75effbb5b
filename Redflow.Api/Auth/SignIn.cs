using System.Net.Mime;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Redflow.Api.Limits;
using Redflow.Dashboard.Access;
using Redflow.Dashboard.Design;

namespace Redflow.Api.Auth;

/// <summary>Lets a browser in: a form takes an API key once, and a session stands for it from there.</summary>
internal static class SignIn
{
    public const string Path = "/signin";
    public const string OutPath = "signout";

    private const string ReturnField = "to";
    private const string KeyField = "key";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var forms = app.MapGroup("").AllowAnonymous().ExcludeFromDescription().WithMetadata(new PageDepth(1), new Sessions.Forms());
        forms.MapGet(Path, Show);
        forms.MapPost(Path, TakeAsync);
        forms.MapPost($"/{OutPath}", EndAsync);
    }

    /// <summary>Whether a refused request is that of a browser for a page, which is shown the form instead.</summary>
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

    /// <summary><c>GET /signin</c>: the form; where no key is asked for, the dashboard at once.</summary>
    private static IResult Show(HttpContext context, KeyRing keys, IOptions<ApiOptions> options) =>
        keys.IsUsed || options.Value.Jwt.IsUsed ? Form(context, context.Request.Query[ReturnField], mistake: null, StatusCodes.Status200OK) : new SeeOther($"{context.Request.PathBase}/");

    /// <summary><c>POST /signin</c>: begins a session.</summary>
    private static async Task<IResult> TakeAsync(HttpContext context, Sessions sessions, RateLimits limits, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Form(context, null, "The form was too old. Here is a new one.", StatusCodes.Status400BadRequest);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var to = form[ReturnField].ToString();
        if (sessions.TryBegin(context, form[KeyField].ToString().Trim()))
        {
            return new SeeOther($"{context.Request.PathBase}{(IsOurs(to) ? to : "/")}");
        }

        return limits.RefuseFailure(context) is { } tooMany
            ? Form(context, to, tooMany.Detail, StatusCodes.Status429TooManyRequests)
            : Form(context, to, "This key is not known, or no longer.", StatusCodes.Status401Unauthorized);
    }

    /// <summary><c>POST /signout</c>: ends the session; where there is none, it has ended already.</summary>
    private static async Task<IResult> EndAsync(HttpContext context, IAntiforgery antiforgery, Sessions sessions)
    {
        if (sessions.Find(context) is { } caller)
        {
            // The form was shown to this caller; the gate has let the request through without looking.
            context.User = AccessGate.UserOf(caller)!;
            if (!await antiforgery.IsRequestValidAsync(context))
            {
                return TypedResults.Text("The form is too old. Go back, load the page again and repeat it.", statusCode: StatusCodes.Status400BadRequest);
            }
        }

        Sessions.End(context);
        return new SeeOther($"{context.Request.PathBase}{Path}");
    }

    private static RazorComponentResult Form(HttpContext context, string? to, string? mistake, int status) =>
        Pages.Show<SignInPage, SignInForm>(context, PageFrame.OfStranger(context), new(Path.TrimStart('/'), KeyField, ReturnField, IsOurs(to) ? to! : "/", mistake), status);

    /// <summary>A path of the API's own: not <c>//elsewhere.example.com</c>, which browsers take for another site.</summary>
    private static bool IsOurs(string? path) => path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);
}
