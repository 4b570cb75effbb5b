using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Redflow.Api.Runs;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.OpenApi;

/// <summary>Has schemas tell what converters write, which members are always there, and what each is.</summary>
internal sealed class DescribeSchemas(XmlComments comments, Examples examples) : IOpenApiSchemaTransformer
{
    /// <summary>How the framework marks a schema that becomes a component, and what it says where that is referred to.</summary>
    private const string ComponentId = "x-schema-id";
    private const string ReferenceDescription = "x-ref-description";
    private const string NullableMember = "x-is-nullable-property";

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
        var (type, isNullable) = Unwrap(context.JsonTypeInfo.Type);
        Shape(schema, type, isNullable ? JsonSchemaType.Null : 0);
        if (schema is { Type: { } list, Items: null } && list.HasFlag(JsonSchemaType.Array) && context.JsonTypeInfo.ElementType is { } element)
        {
            schema.Items = Shape(new(), element, 0);
        }

        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && schema.Properties is { Count: > 0 } members && !IsRequest(type))
        {
            schema.Required = members.Keys.Where(member => type != typeof(RunRowView) || !RunRowView.IsAsked(member)).ToHashSet();
        }

        var isComponent = schema.Metadata?.TryGetValue(ComponentId, out var id) == true && id is string { Length: > 0 };
        if (context.JsonPropertyInfo is { } property)
        {
            SetNullability(schema, property, isComponent);
        }

        Describe(schema, context.JsonPropertyInfo, isComponent ? type : null);
        return Task.CompletedTask;
    }

    private static (Type Type, bool IsNullable) Unwrap(Type type) => Nullable.GetUnderlyingType(type) is { } value ? (value, true) : (type, false);

    /// <summary>The framework goes by what may be written to a member. What may be read from those that can't be written to, it does not see.</summary>
    private static void SetNullability(OpenApiSchema schema, JsonPropertyInfo property, bool isComponent)
    {
        var isRequired = property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: false) == true;
        if (isRequired || property is { Set: null, IsGetNullable: false })
        {
            schema.Type &= ~JsonSchemaType.Null;
            schema.Metadata?.Remove(NullableMember);
        }
        else if (isComponent && property is { Set: null, IsGetNullable: true })
        {
            schema.Metadata![NullableMember] = true;
        }
    }

    private static bool IsValue(Type type) =>
        type == typeof(RunId) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan)
        || type == typeof(Payload) || type == typeof(JsonElement);

    /// <summary>Members of a request may be left out; answers have all of theirs.</summary>
    private static bool IsRequest(Type type) => type.Name.EndsWith("Request", StringComparison.Ordinal) || type == typeof(RunFilter);

    private static OpenApiSchema Shape(OpenApiSchema schema, Type type, JsonSchemaType orNull)
    {
        if (type == typeof(RunId))
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

        return schema;
    }

    private void Describe(OpenApiSchema schema, JsonPropertyInfo? property, Type? component)
    {
        var ofMember = property?.AttributeProvider is MemberInfo member ? comments.Of(member) : null;
        if (component is null)
        {
            schema.Description = ofMember;
            return;
        }

        schema.Description = comments.Of(component);
        schema.Examples = examples.Find(component.Name) is { } example ? [example] : null;
        if (ofMember is not null)
        {
            schema.Metadata![ReferenceDescription] = ofMember;
        }
    }
}
