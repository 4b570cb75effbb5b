using System.Text.Json.Nodes;
using Json.Schema;

namespace Redflow.Api.Tests.OpenApi;

/// <summary>The schemas that the OpenAPI document has for answers.</summary>
internal sealed class AnswerSchemas(ServedDocument document)
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    /// <summary>Asserts that an answer is one that the document has, and that it fits its schema.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="template">The path of the operation.</param>
    /// <param name="response">The answer.</param>
    public async Task AssertFitsAsync(string method, string template, HttpResponseMessage response)
    {
        var operation = document.Operations.Single(operation => operation.Method == method && operation.Path == template);
        var (status, media) = ($"{(int)response.StatusCode}", response.Content.Headers.ContentType?.MediaType);
        var described = operation.Json["responses"]![status];
        Assert.True(described is not null, $"{operation.Id} does not say that it answers {status}.");
        if (media is not null)
        {
            var schema = described["content"]?[media]?["schema"];
            Assert.True(schema is not null, $"{operation.Id} does not say that its {status} is {media}.");
            AssertFits(schema, JsonNode.Parse(await response.Content.ReadAsStringAsync()), $"{operation.Id} {status}");
        }
    }

    /// <summary>Asserts that a value fits a schema of the document.</summary>
    public void AssertFits(JsonNode schema, JsonNode? value, string what)
    {
        var whole = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["$defs"] = Definitions(), ["allOf"] = new JsonArray(schema.DeepClone()) };
        var text = whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);

        var result = JsonSchema.FromText(text).Evaluate(value, Options);

        var mistakes = result.Details.Where(detail => detail.HasErrors).Select(detail => $"{detail.InstanceLocation}: {string.Join(" ", detail.Errors!.Values)}");
        Assert.True(result.IsValid, $"{what}: {string.Join("; ", mistakes)} in {value?.ToJsonString()}");
    }

    /// <summary>The named schemas, which in a test take no member that they do not name: clients are told to ignore such.</summary>
    private JsonNode Definitions()
    {
        var schemas = document.Json["components"]!["schemas"]!.DeepClone().AsObject();
        foreach (var (name, schema) in schemas)
        {
            if (schema!["properties"] is not null && name != "Problem")
            {
                schema["additionalProperties"] = false;
            }
        }

        return schemas;
    }
}
