using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Redflow.Storage;

namespace Redflow.Api.Auth;

/// <summary>
/// Who has signed in, as a cookie says that only the API can write or read. Of who signed in by a key it has the key's name and hash and never the key, so
/// that the key's removal ends it at once; of who signed in at the issuer, what the issuer said.
/// </summary>
/// <remarks>
/// Browsers send cookies on their own: a session reads whatever its role may, and changes only through the forms of the dashboard, which other sites can't
/// make up. The keys that encrypt it are in Redis, where others may read them: they are not enough to make one. That takes the hash of an API key, or the
/// issuer's secret, which goes into the encryption.
/// </remarks>
internal sealed class Sessions
{
    /// <summary>The shortest one.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>The longest one.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private const string Cookie = "redflow-session";

    /// <summary>What browsers take from this host alone, and over HTTPS: no neighbour below the same domain can put a session of its own in the place.</summary>
    private const string OwnCookie = "__Host-redflow-session";

    private const char ByKey = 'k';
    private const char ByIssuer = 'i';

    private readonly KeyRing _keys;
    private readonly ApiOptions _options;
    private readonly ITimeLimitedDataProtector _ofKeys;
    private readonly ITimeLimitedDataProtector _ofIssuer;

    public Sessions(IDataProtectionProvider protection, KeyRing keys, IOptions<ApiOptions> options)
    {
        (_keys, _options) = (keys, options.Value);
        _ofKeys = protection.CreateProtector("Redflow.Api.Sessions").ToTimeLimitedDataProtector();
        _ofIssuer = protection.CreateProtector("Redflow.Api.Sessions.Oidc", _options.Oidc.Authority ?? "", _options.Oidc.ClientId ?? "", SecretOf(_options.Oidc))
            .ToTimeLimitedDataProtector();
    }

    /// <summary>Finds by whose sign-in a request comes; null when nobody has signed in, or may not be known by a session here.</summary>
    public Session? Find(HttpContext context) =>
        context.Request.Cookies[NameFor(context)] is { Length: > 1 } text && (!ApiRoles.IsChange(context.Request) || TakesForms(context)) ? Read(text) : null;

    /// <summary>Begins a session of who has this key; null when nobody has it.</summary>
    public Caller? TryBegin(HttpContext context, string key)
    {
        if (_keys.Find(key) is not { } caller)
        {
            return null;
        }

        Begin(context, ByKey, _ofKeys, $"{Convert.ToHexStringLower(ApiKey.Hash(key))} {caller.Name}");
        return caller;
    }

    /// <summary>Begins a session of who has signed in at the issuer; null when that gives them no role.</summary>
    public Caller? TryBegin(HttpContext context, Person person)
    {
        if (CallerOf(person) is not { } caller)
        {
            return null;
        }

        Begin(context, ByIssuer, _ofIssuer, JsonSerializer.Serialize(person));
        return caller;
    }

    /// <summary>Whether a request goes where each change is checked for a token which only a page of the API's own has.</summary>
    public static bool TakesForms(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Forms>() is not null;

    public static void End(HttpContext context) => context.Response.Cookies.Delete(NameFor(context), Options(context));

    private static string NameFor(HttpContext context) => context.Request.IsHttps && !context.Request.PathBase.HasValue ? OwnCookie : Cookie;

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
        IsEssential = true,
    };

    private static string SecretOf(OidcOptions oidc) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(oidc.ClientSecret ?? "")));

    private void Begin(HttpContext context, char kind, ITimeLimitedDataProtector protector, string text) =>
        context.Response.Cookies.Append(NameFor(context), kind + protector.Protect(text, _options.SessionLifetime), Options(context));

    private Session? Read(string text)
    {
        try
        {
            var isByIssuer = text[0] == ByIssuer;
            var content = (isByIssuer ? _ofIssuer : _ofKeys).Unprotect(text[1..], out var until);
            return isByIssuer ? ReadPerson(content, until) : ReadKey(content, until);
        }
        catch (CryptographicException exception) when (exception.InnerException is not StoreUnavailableException)
        {
            // It is too old, or was made up.
            return null;
        }
    }

    private Session? ReadKey(string content, DateTimeOffset until) =>
        content.Split(' ', 2) is [var hash, var name] && _keys.Find(name, Convert.FromHexString(hash)) is { } caller ? new(caller, Issuer: null, until) : null;

    private Session? ReadPerson(string content, DateTimeOffset until) =>
        CallerOf(JsonSerializer.Deserialize<Person>(content)!) is { } caller ? new(caller, _options.Oidc.Title, until) : null;

    /// <summary>Who somebody is here; null for nobody.</summary>
    private Caller? CallerOf(Person person) => _options.Oidc.IsUsed && _options.Oidc.RoleOf(person.Roles) is var role and not ApiRole.None
        ? new($"{Oidc.NamePrefix}{person.Name}", role) { Shown = person.Shown }
        : null;

    /// <summary>Marks the endpoints of which <see cref="TakesForms"/> tells.</summary>
    internal sealed class Forms;
}
