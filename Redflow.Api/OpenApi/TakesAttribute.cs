using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Redflow.Api.OpenApi;

/// <summary>
/// Says in the OpenAPI document what a parameter takes. Parameters are bound as texts, so that one answer names all that is wrong with them: their types
/// tell nothing.
/// </summary>
/// <param name="kind">What its text stands for.</param>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class TakesAttribute(ParameterKind kind) : Attribute
{
    /// <summary>The forms of <see cref="Redflow.Dashboard.Queries.Duration"/>.</summary>
    private const string DurationPattern = @"^(\d+(\.\d+)?(ms|s|m|h|d)|(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?)$";

    public ParameterKind Kind => kind;

    /// <summary>What it does, where it has no XML comment.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it may not be left out.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What is taken when it is left out; null where that is nothing.</summary>
    public object? Default { get; init; }

    /// <summary>The least number.</summary>
    public int From { get; init; }

    /// <summary>The greatest number.</summary>
    public int To { get; init; }

    /// <summary>The enum whose members are the words.</summary>
    public Type? Of { get; init; }

    /// <summary>The words, where they are no enum.</summary>
    public string[] Among { get; init; } = [];

    /// <summary>The length of a text; 0 where it has no limit of its own.</summary>
    public int MaxLength { get; init; }

    /// <summary>Describes its values.</summary>
    public OpenApiSchema ToSchema() => kind switch
    {
        ParameterKind.Number => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = $"{From}", Maximum = $"{To}", Default = DefaultNode() },
        ParameterKind.Flag => new() { Type = JsonSchemaType.Boolean, Default = DefaultNode() },
        ParameterKind.Duration => new() { Type = JsonSchemaType.String, Pattern = DurationPattern, Default = DefaultNode() },
        ParameterKind.Time => new() { Type = JsonSchemaType.String, Format = "date-time" },
        ParameterKind.Word => WordSchema(DefaultNode()),
        ParameterKind.Words => new() { Type = JsonSchemaType.Array, Items = WordSchema(null), Default = DefaultNode() is { } word ? new JsonArray(word) : null },
        ParameterKind.Texts => new() { Type = JsonSchemaType.Array, Items = TextSchema(), MaxItems = To },
        _ => TextSchema(),
    };

    private OpenApiSchema TextSchema() => new() { Type = JsonSchemaType.String, MinLength = MaxLength > 0 ? 1 : null, MaxLength = MaxLength > 0 ? MaxLength : null };

    private OpenApiSchema WordSchema(JsonNode? byDefault) => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. (Of is null ? Among : Enum.GetNames(Of).Select(JsonNamingPolicy.CamelCase.ConvertName)).Select(word => JsonValue.Create(word))],
        Default = byDefault,
    };

    private JsonNode? DefaultNode() => Default is null ? null : JsonSerializer.SerializeToNode(Default);
}
