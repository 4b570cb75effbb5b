using System.Text.Json.Serialization;

namespace Redflow.Payloads;

/// <summary>The types that the engine itself asks a user's serializer for: raw payloads, and the null of a step without a result.</summary>
[JsonSerializable(typeof(Payload))]
[JsonSerializable(typeof(object))]
internal sealed partial class PayloadJsonContext : JsonSerializerContext;
