using System.Text.Json;
using System.Text.Unicode;

namespace Redflow.Api.Requests;

/// <summary>Lets only such JSON in as every reader behind the API can read: well-formed, in UTF-8, at most 64 levels deep.</summary>
internal static class JsonText
{
    public const int MaxDepth = 64;

    /// <exception cref="ProblemException">It is not; the problem says where.</exception>
    public static void Check(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw new ProblemException(Problems.MalformedJson.With("The body is not UTF-8 text."));
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                CheckEscapes(in reader, json);
            }
        }
        catch (JsonException exception)
        {
            throw Malformed(exception.Message.Split(" LineNumber:")[0], exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
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
            throw Malformed("A string has half of a surrogate pair.", before.Count((byte)'\n'), position);
        }
    }

    private static ProblemException Malformed(string mistake, long line, long position) => new(Problems.MalformedJson.With(
        $"{mistake} (line {line + 1}, byte {position + 1})", ("line", line + 1), ("position", position + 1)));
}
