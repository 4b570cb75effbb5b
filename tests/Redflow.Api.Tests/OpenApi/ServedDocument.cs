using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.OpenApi;

/// <summary>The OpenAPI document that an API serves.</summary>
internal sealed class ServedDocument
{
    private static readonly string[] Methods = ["get", "put", "post", "delete"];

    private ServedDocument(string text) => (Text, Json) = (text, JsonNode.Parse(text)!);

    public string Text { get; }

    public JsonNode Json { get; }

    /// <summary>Its operations, with the templates of their paths.</summary>
    public IEnumerable<Operation> Operations => Json["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
        .Where(member => Methods.Contains(member.Key))
        .Select(operation => new Operation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!)));

    public static async Task<ServedDocument> ReadAsync(HttpClient http)
    {
        var response = await http.AskAsync("/openapi/v1.json");
        response.EnsureSuccessStatusCode();
        return new(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Follows a reference to a component; what is none stays as it is.</summary>
    public JsonNode? Resolve(JsonNode? node) => node?["$ref"]?.GetValue<string>() is { } reference
        ? reference.TrimStart('#', '/').Split('/').Aggregate(Json, (at, part) => at[part]!)
        : node;

    internal sealed record Operation(string Method, string Path, JsonNode Json)
    {
        public string Id => Json.Text("operationId");

        public IEnumerable<JsonNode> Parameters => Json["parameters"]?.AsArray().OfType<JsonNode>() ?? [];

        /// <summary>The names of what it takes in a place: <c>query</c>, <c>header</c>, <c>path</c>.</summary>
        public IEnumerable<string> Names(string place) => Parameters.Where(parameter => parameter.Text("in") == place).Select(parameter => parameter.Text("name"));
    }
}
