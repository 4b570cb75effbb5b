using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Redflow.Api.Runs;
using Redflow.Events;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.OpenApi;

/// <summary>Has schemas tell what converters write, which members are always there, and what each is.</summary>
internal sealed class DescribeSchemas(XmlComments comments, Examples examples) : IOpenApiSchemaTransformer
{
    /// <summary>How the framework marks a schema that becomes a component, and what it says where that is referred to.</summary>
    private const string ComponentId = "x-schema-id";
    private const string ReferenceDescription = "x-ref-description";

    /// <summary>How a <see cref="TimeSpan"/> is written.</summary>
    private const string TimeSpanPattern = @"^-?(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$";

    /// <summary>Ids: of runs, bulk operations and events.</summary>
    public static OpenApiSchema IdSchema() => new()
    {
        Type = JsonSchemaType.String,
        Pattern = $"^[0-9a-hjkmnp-tv-z]{{{RunId.Length}}}$",
    };

    /// <summary>Values that stand where they are used: as components they would be names for strings.</summary>
    public static string? NameOf(JsonTypeInfo type) => IsValue(Nullable.GetUnderlyingType(type.Type) ?? type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var orNull = type == context.JsonTypeInfo.Type ? 0 : JsonSchemaType.Null;
        Shape(schema, type, orNull);
        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && schema.Properties is { Count: > 0 } members && !IsRequest(type))
        {
            schema.Required = members.Keys.Where(member => type != typeof(RunRowView) || !RunRowView.IsAsked(member)).ToHashSet();
        }

        Describe(schema, context.JsonPropertyInfo, IsValue(type) ? null : type);
        return Task.CompletedTask;
    }

    private static bool IsValue(Type type) =>
        type == typeof(RunId) || type == typeof(EventId) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan)
        || type == typeof(Payload) || type == typeof(JsonElement);

    /// <summary>Members of a request may be left out; answers have all of theirs.</summary>
    private static bool IsRequest(Type type) => type.Name.EndsWith("Request", StringComparison.Ordinal) || type == typeof(RunFilter);

    private static void Shape(OpenApiSchema schema, Type type, JsonSchemaType orNull)
    {
        if (type == typeof(RunId) || type == typeof(EventId))
        {
            (schema.Type, schema.Pattern) = (JsonSchemaType.String | orNull, IdSchema().Pattern);
        }
        else if (type == typeof(DateTimeOffset))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String | orNull, "date-time");
        }
        else if (type == typeof(TimeSpan))
        {
            (schema.Type, schema.Pattern) = (JsonSchemaType.String | orNull, TimeSpanPattern);
        }
        else if (type == typeof(Payload) || type == typeof(JsonElement))
        {
            schema.Type = null;
        }
        else if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
        }
    }

    private void Describe(OpenApiSchema schema, JsonPropertyInfo? property, Type? type)
    {
        var ofMember = property?.AttributeProvider is MemberInfo member ? comments.Of(member) : null;
        if (schema.Metadata?.GetValueOrDefault(ComponentId) is not string id)
        {
            schema.Description ??= ofMember;
            return;
        }

        schema.Description = type is null ? null : comments.Of(type);
        schema.Examples = examples.Find(id) is { } example ? [example] : null;
        if (ofMember is not null)
        {
            schema.Metadata[ReferenceDescription] = ofMember;
        }
    }
}
