using System.Security.Cryptography;

namespace Redflow.Api.Auth;

/// <summary>A key that the API takes.</summary>
/// <param name="Caller">Whose it is.</param>
/// <param name="Hash">Its hash.</param>
internal sealed record KnownKey(Caller Caller, byte[] Hash)
{
    /// <summary>Reads one from configuration, or says what is wrong with it. The hash is never quoted.</summary>
    public static KnownKey? Read(string name, ApiKeyOptions options, List<string> mistakes)
    {
        var path = $"{ApiOptions.Section}:{nameof(ApiOptions.Keys)}:{name}";
        var before = mistakes.Count;
        if (!Names.IsValid(name))
        {
            mistakes.Add($"{path}: the name of a key is {Names.Rule}.");
        }

        if (!ApiRoles.TryParse(options.Role, out var role))
        {
            mistakes.Add($"{path}:{nameof(options.Role)} has to be {ApiRoles.Words}.");
        }

        if (options.Hash is not { Length: 2 * SHA256.HashSizeInBytes } hash || !hash.All(char.IsAsciiHexDigit))
        {
            mistakes.Add($"{path}:{nameof(options.Hash)} has to be the SHA-256 hash of the key in {2 * SHA256.HashSizeInBytes} hexadecimal digits.");
            return null;
        }

        return mistakes.Count == before ? new(new(name, role), Convert.FromHexString(hash)) : null;
    }
}
