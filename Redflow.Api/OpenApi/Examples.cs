using System.Text.Json.Nodes;

namespace Redflow.Api.OpenApi;

/// <summary>Examples of what is sent and answered, by the names of schemas: those of <c>examples.json</c>.</summary>
internal sealed class Examples
{
    private readonly JsonObject _all = Load();

    /// <summary>Returns a schema's example; null when it has none.</summary>
    public JsonNode? Find(string schema) => _all[schema]?.DeepClone();

    private static JsonObject Load()
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream("Redflow.Api.OpenApi.examples.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
