using System.Text.Json;
using System.Text.Json.Serialization;

namespace Redflow.Auditing;

/// <summary>A change as it is stored: the same one is always the same text.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditedChange))]
internal sealed partial class ChangeJson : JsonSerializerContext
{
    public static byte[] Write(AuditedChange change) => JsonSerializer.SerializeToUtf8Bytes(change, Default.AuditedChange);

    public static AuditedChange Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Default.AuditedChange)!;
}
