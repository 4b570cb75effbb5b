using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Redflow.Api.Auth;

/// <summary>
/// Who has signed in by a key, as a cookie says that only the API can write or read. It has the key's name and hash and never the key, so that the key's
/// removal ends it at once.
/// </summary>
/// <remarks>
/// Browsers send cookies on their own: a session reads whatever its role may, and changes only through the forms of the dashboard, which other sites can't
/// make up.
/// </remarks>
internal sealed class Sessions(IDataProtectionProvider protection, KeyRing keys)
{
    /// <summary>How long one lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const string Cookie = "redflow-session";

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Redflow.Api.Sessions").ToTimeLimitedDataProtector();

    /// <summary>Finds who sends a request; null when nobody has signed in, or may not be known by a session here.</summary>
    public Caller? Find(HttpContext context) =>
        context.Request.Cookies[Cookie] is { Length: > 0 } text && (!ApiRoles.IsChange(context.Request) || TakesForms(context)) ? Read(text) : null;

    /// <summary>Begins a session of who has this key; false when nobody has it.</summary>
    public bool TryBegin(HttpContext context, string key)
    {
        if (keys.Find(key) is not { } caller)
        {
            return false;
        }

        var text = _protector.Protect($"{Convert.ToHexStringLower(ApiKey.Hash(key))} {caller.Name}", Lifetime);
        context.Response.Cookies.Append(Cookie, text, Options(context));
        return true;
    }

    public static void End(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context));

    private static bool TakesForms(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Forms>() is not null;

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
        IsEssential = true,
    };

    private Caller? Read(string text)
    {
        try
        {
            return _protector.Unprotect(text).Split(' ', 2) is [var hash, var name] ? keys.Find(name, Convert.FromHexString(hash)) : null;
        }
        catch (CryptographicException)
        {
            // It is too old, or was made up.
            return null;
        }
    }

    /// <summary>Marks endpoints that check each change for a token which only a page of the API's own has.</summary>
    internal sealed class Forms;
}
