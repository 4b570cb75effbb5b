using System.Text.Json;
using System.Text.Unicode;

namespace Redflow.Payloads;

/// <summary>Lets only such JSON in as every reader behind can read: well-formed, in UTF-8, at most 64 levels deep.</summary>
internal static class JsonText
{
    public const int MaxDepth = 64;

    /// <exception cref="JsonException">It is not; it says where.</exception>
    public static void Check(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw new JsonException("It is not UTF-8 text.");
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            CheckEscapes(in reader, json);
        }
    }

    /// <summary>Tells whether a text is such JSON.</summary>
    public static bool IsValid(ReadOnlySpan<byte> json)
    {
        try
        {
            Check(json);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Half a surrogate pair (<c>\ud800</c>) is well-formed by the grammar, but no string can hold it.</summary>
    private static void CheckEscapes(in Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (!reader.ValueIsEscaped)
        {
            return;
        }

        try
        {
            _ = reader.GetString();
        }
        catch (InvalidOperationException)
        {
            var before = json[..(int)reader.TokenStartIndex];
            var position = before.Length - before.LastIndexOf((byte)'\n') - 1;
            throw new JsonException("A string has half of a surrogate pair.", path: null, before.Count((byte)'\n'), position);
        }
    }
}
