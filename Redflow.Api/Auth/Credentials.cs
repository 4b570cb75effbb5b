using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Redflow.Api.Auth;

/// <summary>What a request was sent with to say who sends it.</summary>
internal static class Credentials
{
    public const string KeyHeader = "X-Api-Key";

    private const string Bearer = "Bearer ";

    /// <summary>Finds the key or token; null when there is none, or when there are several.</summary>
    public static string? Find(HttpRequest request) => Sent(request) switch
    {
        [{ } key] when request.Headers.ContainsKey(KeyHeader) => key,
        [{ } authorization] when authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) => authorization[Bearer.Length..].Trim(),
        _ => null,
    };

    /// <summary>Tells whether there was anything, readable or not.</summary>
    public static bool Any(HttpRequest request) => Sent(request).Count > 0;

    private static StringValues Sent(HttpRequest request) =>
        StringValues.Concat(request.Headers[KeyHeader], request.Headers[HeaderNames.Authorization]);
}
