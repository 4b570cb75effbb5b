using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Redflow.Api.Auth;

/// <summary>Takes tokens of an OpenID Connect provider, where one is configured.</summary>
internal static class Tokens
{
    /// <summary>What a subject's name begins with where callers are named: no key is called so.</summary>
    public const string NamePrefix = "jwt:";

    /// <summary>How far the clocks of an issuer and of the API may be apart.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    public static void AddTokens(this WebApplicationBuilder builder)
    {
        var options = new JwtOptions();
        builder.Configuration.GetSection($"{ApiOptions.Section}:{nameof(ApiOptions.Jwt)}").Bind(options);
        if (!options.IsUsed || !options.IsValid())
        {
            return;
        }

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(jwt =>
        {
            jwt.Authority = options.Authority;
            jwt.Audience = options.Audience;
            jwt.RequireHttpsMetadata = !new Uri(options.Authority!).IsLoopback;
            jwt.MapInboundClaims = false;
            jwt.SaveToken = false;
            jwt.TokenValidationParameters.ClockSkew = ClockSkew;
            jwt.Events = new() { OnMessageReceived = TakeUnlessKey };
        });
    }

    /// <summary>Reads who sent a token that was found valid; null when there was none.</summary>
    public static Caller? Read(ClaimsPrincipal user, JwtOptions options) =>
        user.Identity is { IsAuthenticated: true } && (user.FindFirstValue("sub") ?? user.FindFirstValue("client_id")) is { } subject
            ? new(NamePrefix + subject, options.RoleOf([.. user.FindAll(options.RoleClaim).SelectMany(claim => claim.Value.Split(' '))]))
            : null;

    /// <summary>A key is no token: what reads tokens does not get to see it.</summary>
    private static Task TakeUnlessKey(MessageReceivedContext context)
    {
        if (Credentials.Find(context.Request) is { } sent && !sent.StartsWith(ApiKey.Prefix, StringComparison.Ordinal))
        {
            context.Token = sent;
        }
        else
        {
            context.NoResult();
        }

        return Task.CompletedTask;
    }
}
