using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Redflow.Testing;

namespace Redflow.Api.Tests.Auth;

/// <summary>
/// An OpenID Connect provider on loopback, as far as an API needs one: its discovery document, its keys, tokens that it has signed, and the code flow of one
/// person. To browsers it is another site than what listens at 127.0.0.1.
/// </summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string Audience = "redflow";

    /// <summary>What a client has to show with a code.</summary>
    public const string ClientSecret = "the-secret-of-the-client";

    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "first" };
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _given = new();
    private readonly WebApplication _app;

    private TokenIssuer(WebApplication app) => _app = app;

    public string Authority => _app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public string[] Args => [$"--Redflow:Api:Jwt:Authority={Authority}", $"--Redflow:Api:Jwt:Audience={Audience}"];

    /// <summary>What lets browsers sign in here.</summary>
    public string[] SignInArgs =>
    [
        $"--Redflow:Api:Oidc:Authority={Authority}", $"--Redflow:Api:Oidc:ClientId={Audience}", $"--Redflow:Api:Oidc:ClientSecret={ClientSecret}",
        "--Redflow:Api:Oidc:Name=Example Accounts",
    ];

    /// <summary>The roles of who signs in; null for none.</summary>
    public string? Roles { get; set; } = "operator";

    /// <summary>Makes the token of a sign-in another one.</summary>
    public Action<SecurityTokenDescriptor>? Change { get; set; }

    /// <summary>All that it has given out and that nobody else is to see: codes and tokens.</summary>
    public IReadOnlyCollection<string> Given => _given;

    public static async Task<TokenIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new TokenIssuer(app);
        app.MapGet("/.well-known/openid-configuration", () => TypedResults.Text(
            $$"""
            {"issuer":"{{issuer.Authority}}","jwks_uri":"{{issuer.Authority}}/keys","authorization_endpoint":"{{issuer.Authority}}/authorize",
            "token_endpoint":"{{issuer.Authority}}/token","response_types_supported":["code"],"subject_types_supported":["public"],
            "id_token_signing_alg_values_supported":["RS256"]}
            """,
            "application/json"));
        app.MapGet("/keys", () => TypedResults.Text(issuer.Keys(), "application/json"));
        app.MapGet("/authorize", (HttpRequest request) => TypedResults.Text(issuer.Page(request), "text/html"));
        app.MapPost("/token", issuer.RedeemAsync);
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

    /// <summary>Says yes to what a browser was sent here with, as the person would.</summary>
    /// <returns>Where the browser is sent back to.</returns>
    public Uri Approve(Uri asked)
    {
        var query = QueryHelpers.ParseQuery(asked.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = query;
        _given.Enqueue(code);
        return new(QueryHelpers.AddQueryString(query["redirect_uri"], new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Rsa.Dispose();
    }

    /// <summary>Where the person says yes or no.</summary>
    private string Page(HttpRequest request)
    {
        var asked = new Uri($"{Authority}{request.Path}{request.QueryString}");
        var query = QueryHelpers.ParseQuery(asked.Query);
        var denied = QueryHelpers.AddQueryString(query["redirect_uri"]!, new Dictionary<string, string?> { ["error"] = "access_denied", ["state"] = query["state"] });
        return $"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Example Accounts</title><link rel="icon" href="data:,"></head>
            <body><h1>Example Accounts</h1><a href="{System.Net.WebUtility.HtmlEncode(Approve(asked).ToString())}">Yes, I am Alice</a>
            <a href="{System.Net.WebUtility.HtmlEncode(denied)}">No</a></body></html>
            """;
    }

    /// <summary>Takes a code, once, from the client that it was given for and that has begun the sign-in.</summary>
    private async Task<IResult> RedeemAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!_codes.TryRemove(form["code"].ToString(), out var asked)
            || form["client_id"] != asked["client_id"]
            || form["client_secret"] != ClientSecret
            || form["redirect_uri"] != asked["redirect_uri"]
            || asked["code_challenge_method"] != "S256"
            || Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked["code_challenge"])
        {
            return TypedResults.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        }

        var token = Sign(Roles, descriptor =>
        {
            descriptor.IssuedAt = DateTime.UtcNow;
            descriptor.Claims["nonce"] = asked["nonce"];
            descriptor.Claims["name"] = "Alice Liddell";
            Change?.Invoke(descriptor);
        });
        _given.Enqueue(token);
        return TypedResults.Json(new { access_token = "not-used", token_type = "Bearer", expires_in = 300, id_token = token });
    }

    private string Keys()
    {
        var parameters = _key.Rsa.ExportParameters(includePrivateParameters: false);
        return $$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"first","n":"{{Base64UrlEncoder.Encode(parameters.Modulus)}}","e":"{{Base64UrlEncoder.Encode(parameters.Exponent)}}"}]}""";
    }
}
