using System.Security.Cryptography;
using System.Text;

namespace Redflow.Api.Requests;

/// <summary>A cursor with a mark of the list that it belongs to: behind a place of another list it would skip rows without a word.</summary>
internal static class BoundCursor
{
    public const string Rule = "has to be the nextCursor of a page of the same list, with the same filters";

    private const int MarkLength = 12;

    /// <summary>Marks a store's cursor; null stays null.</summary>
    /// <param name="list">What tells the list from others.</param>
    /// <param name="cursor">The cursor.</param>
    public static string? Bind(string list, string? cursor) => cursor is null ? null : $"{MarkOf(list)}.{cursor}";

    /// <summary>Returns the store's cursor; null for none, and for one that is refused.</summary>
    public static string? Read(ParameterReader reader, string list, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text.StartsWith($"{MarkOf(list)}.", StringComparison.Ordinal))
        {
            return text[(MarkLength + 1)..];
        }

        reader.Refuse("cursor", Rule);
        return null;
    }

    private static string MarkOf(string list) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)))[..MarkLength];
}
