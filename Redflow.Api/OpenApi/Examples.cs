using System.Text.Json.Nodes;

namespace Redflow.Api.OpenApi;

/// <summary>Examples of what is sent and answered, by the names of schemas and, where an answer has none, by operation ids: those of <c>examples.json</c>.</summary>
internal sealed class Examples
{
    private readonly JsonObject _all = Load();

    /// <summary>Returns the example of a schema or an operation; null when it has none.</summary>
    public JsonNode? Find(string name) => _all[name]?.DeepClone();

    private static JsonObject Load()
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream("Redflow.Api.OpenApi.examples.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
