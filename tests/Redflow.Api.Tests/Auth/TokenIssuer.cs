using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Redflow.Testing;

namespace Redflow.Api.Tests.Auth;

/// <summary>An OpenID Connect provider on loopback, as far as an API needs one: its discovery document, its keys, and tokens that it has signed.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string Audience = "redflow";

    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "first" };
    private readonly WebApplication _app;

    private TokenIssuer(WebApplication app) => _app = app;

    public string Authority => _app.Urls.Single();

    public string[] Args => [$"--Redflow:Api:Jwt:Authority={Authority}", $"--Redflow:Api:Jwt:Audience={Audience}"];

    public static async Task<TokenIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new TokenIssuer(app);
        app.MapGet("/.well-known/openid-configuration", () => TypedResults.Text(
            $$"""{"issuer":"{{issuer.Authority}}","jwks_uri":"{{issuer.Authority}}/keys","response_types_supported":["code"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}""",
            "application/json"));
        app.MapGet("/keys", () => TypedResults.Text(issuer.Keys(), "application/json"));
        await app.StartAsync().Bounded();
        return issuer;
    }

    /// <summary>Makes a token, valid unless the change makes it otherwise.</summary>
    public string Sign(string? roles, Action<SecurityTokenDescriptor>? change = null)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Authority,
            Audience = Audience,
            Expires = DateTime.UtcNow.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = "alice" },
            SigningCredentials = new(_key, SecurityAlgorithms.RsaSha256),
        };
        if (roles is not null)
        {
            descriptor.Claims["roles"] = roles;
        }

        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Rsa.Dispose();
    }

    private string Keys()
    {
        var parameters = _key.Rsa.ExportParameters(includePrivateParameters: false);
        return $$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"first","n":"{{Base64UrlEncoder.Encode(parameters.Modulus)}}","e":"{{Base64UrlEncoder.Encode(parameters.Exponent)}}"}]}""";
    }
}
