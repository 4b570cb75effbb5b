using System.Text;
using System.Text.Json;
using Redflow.Dashboard.Design;
using Redflow.Payloads;

namespace Redflow.Dashboard.Runs;

/// <summary>JSON that somebody has typed into a form.</summary>
internal static class TypedJson
{
    /// <summary>Reads it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="payload">What it is, without the blanks between its values.</param>
    /// <returns>What is wrong with it, and where; null for nothing.</returns>
    public static string? Read(string text, out Payload payload)
    {
        try
        {
            payload = new(JsonLayout.Compact(Payload.Parse(Encoding.UTF8.GetBytes(text)).Utf8));
            return null;
        }
        catch (JsonException exception)
        {
            payload = Payload.Null;
            return $"This is not JSON{PlaceOf(exception)}: {exception.Message.Split(" LineNumber:", 2)[0].Split(" Change the reader", 2)[0]}";
        }
    }

    private static string PlaceOf(JsonException exception) => exception is { LineNumber: { } line, BytePositionInLine: { } place }
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" at line {line + 1}, place {place + 1}")
        : "";
}
