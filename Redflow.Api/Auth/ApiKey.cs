using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Redflow.Api.Auth;

/// <summary>
/// An API key: a prefix that people and scanners of leaked secrets tell it by, and 256 random bits. Nobody guesses those, however fast the hash is
/// that is stored of them: a slow one, as passwords need it, would only slow the API down.
/// </summary>
internal static class ApiKey
{
    public const string Prefix = "rf_";

    private const int RandomBytes = 32;
    private const int Length = 3 + 43;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Makes a new one.</summary>
    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Tells whether a text could be one; what can't is not hashed.</summary>
    public static bool IsWellFormed(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && !text.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>What is stored of it.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
