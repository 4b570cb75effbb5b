using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Redflow.Dashboard.Design;

namespace Redflow.Api.Auth;

/// <summary>
/// Lets a browser in whom an OpenID Connect provider knows: by the authorization code flow with PKCE, which ASP.NET's handler carries out. What comes of it
/// is a session as after the form, and none of the provider's tokens is kept.
/// </summary>
internal static class Oidc
{
    /// <summary>What a person's name begins with where callers are named: no key is called so.</summary>
    public const string NamePrefix = "oidc:";

    /// <summary>Where it begins, below the form's path.</summary>
    public const string BeginPath = $"{SignIn.Path}/with";

    /// <summary>Where the issuer sends browsers back to: what the API is registered with there.</summary>
    public const string CallbackPath = $"{SignIn.Path}/callback";

    private const string Scheme = "oidc";

    /// <summary>How long somebody may take at the issuer.</summary>
    private static readonly TimeSpan MostAtIssuer = TimeSpan.FromMinutes(15);

    /// <summary>How long the issuer may take to answer the API.</summary>
    private static readonly TimeSpan MostOfIssuer = TimeSpan.FromSeconds(15);

    public static void AddOidc(this WebApplicationBuilder builder)
    {
        var options = new OidcOptions();
        builder.Configuration.GetSection($"{ApiOptions.Section}:{nameof(ApiOptions.Oidc)}").Bind(options);
        if (!options.IsUsed || !options.IsValid())
        {
            return;
        }

        builder.Services.AddSingleton<OidcEvents>();
        // Where tokens are not taken, nothing is: the framework would ask the only scheme there is about each request, and that one asks the default.
        builder.Services.AddAuthentication(authentication => authentication.DefaultScheme ??= nameof(Sessions))
            .AddOpenIdConnect(Scheme, oidc => Configure(oidc, options));
    }

    /// <summary><c>GET /signin/with</c>: sends a browser to the issuer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="to">What is shown then: a path of the API's own.</param>
    public static async Task<IResult> BeginAsync(HttpContext context, string to)
    {
        try
        {
            await context.ChallengeAsync(Scheme, new() { RedirectUri = to });
            return TypedResults.Empty;
        }
        catch (Exception exception) when (OidcEvents.IsAway(exception))
        {
            return context.RequestServices.GetRequiredService<OidcEvents>().Refuse(context, to, exception);
        }
    }

    /// <summary><c>GET /signin/callback</c> where no issuer is configured: with one, the handler has answered before.</summary>
    public static SeeOther NoCallback(HttpContext context) => new($"{context.Request.PathBase}{SignIn.Path}");

    private static void Configure(OpenIdConnectOptions oidc, OidcOptions options)
    {
        oidc.Authority = options.Authority;
        oidc.ClientId = options.ClientId;
        oidc.ClientSecret = options.ClientSecret;
        oidc.RequireHttpsMetadata = !new Uri(options.Authority!).IsLoopback;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // Not a form: browsers send none of these cookies with one that another site posts, unless they are for all sites.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.CallbackPath = CallbackPath;
        oidc.RemoteSignOutPath = PathString.Empty;
        oidc.SignedOutCallbackPath = PathString.Empty;
        oidc.SignInScheme = nameof(Sessions);
        oidc.MapInboundClaims = false;
        oidc.SaveTokens = false;
        oidc.DisableTelemetry = true;
        oidc.RemoteAuthenticationTimeout = MostAtIssuer;
        oidc.BackchannelTimeout = MostOfIssuer;
        oidc.TokenValidationParameters.ClockSkew = Tokens.ClockSkew;
        oidc.EventsType = typeof(OidcEvents);
        oidc.Scope.Clear();
        foreach (var scope in (string[])[OpenIdConnectScope.OpenId, "profile", .. options.Scopes])
        {
            oidc.Scope.Add(scope);
        }

        foreach (var cookie in new[] { oidc.CorrelationCookie, oidc.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
    }
}
