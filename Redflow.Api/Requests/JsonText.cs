using System.Text.Json;
using Redflow.Payloads;

namespace Redflow.Api.Requests;

/// <summary>Reads a body as a payload.</summary>
internal static class JsonText
{
    /// <exception cref="ProblemException">It is none; the problem says where.</exception>
    public static Payload Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return Payload.Parse(json);
        }
        catch (JsonException exception)
        {
            var mistake = exception.Message.Split(" LineNumber:")[0];
            throw new ProblemException(exception is { LineNumber: { } line, BytePositionInLine: { } position }
                ? Problems.MalformedJson.With($"{mistake} (line {line + 1}, byte {position + 1})", ("line", line + 1), ("position", position + 1))
                : Problems.MalformedJson.With(mistake));
        }
    }
}
