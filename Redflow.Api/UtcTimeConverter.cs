using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Redflow.Api;

/// <summary>Writes times as <c>2026-01-31T12:00:00.000Z</c>: UTC, with the milliseconds that the store keeps.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
