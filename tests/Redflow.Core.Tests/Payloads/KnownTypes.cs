using System.Text.Json.Serialization;

namespace Redflow.Core.Tests.Payloads;

public enum Colour
{
    Red,
    Green,
}

public sealed record Paint(Colour Colour, int LitreCount);

/// <summary>A serializer of a user's own: it knows these types alone, and writes them unlike the default does.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Paint))]
[JsonSerializable(typeof(int))]
internal sealed partial class KnownTypes : JsonSerializerContext;
