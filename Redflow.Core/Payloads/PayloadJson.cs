using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Redflow.Payloads;

/// <summary>
/// How the engine writes and reads what is its own, and payloads unless told otherwise: System.Text.Json with camel case, reading case-insensitively, and strict where C# is: a
/// constructor parameter without default is required, and null does not fit a type that isn't nullable. Text stays readable: nothing
/// is escaped for HTML, since payloads are served as JSON alone.
/// </summary>
internal static class PayloadJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            PropertyNameCaseInsensitive = true,
            RespectNullableAnnotations = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.MakeReadOnly();
        return options;
    }
}
