using Microsoft.OpenApi;

namespace Redflow.Api.OpenApi;

/// <summary>Refers to components of the document, which are added where they are not there yet.</summary>
internal static class Components
{
    public static OpenApiSchemaReference Component(this OpenApiDocument document, string name, OpenApiSchema schema)
    {
        document.Components ??= new();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas.TryAdd(name, schema);
        return new(name, document);
    }

    public static OpenApiResponseReference Component(this OpenApiDocument document, string name, OpenApiResponse response)
    {
        document.Components ??= new();
        document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        document.Components.Responses.TryAdd(name, response);
        return new(name, document);
    }
}
