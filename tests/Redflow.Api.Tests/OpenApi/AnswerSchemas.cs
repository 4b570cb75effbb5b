using System.Text.Json.Nodes;

namespace Redflow.Api.Tests.OpenApi;

/// <summary>Values and the schemas that the OpenAPI document has for them.</summary>
internal sealed class AnswerSchemas(ServedDocument document)
{
    private readonly JsonArray _values = [];

    /// <summary>Takes an answer, which is one that the document has.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="template">The path of the operation.</param>
    /// <param name="response">The answer.</param>
    public async Task AddAsync(string method, string template, HttpResponseMessage response)
    {
        var operation = document.Operations.Single(operation => operation.Method == method && operation.Path == template);
        var (status, media) = ($"{(int)response.StatusCode}", response.Content.Headers.ContentType?.MediaType);
        var described = document.Resolve(operation.Json["responses"]![status]);
        Assert.True(described is not null, $"{operation.Id} does not say that it answers {status}.");
        if (media is not null)
        {
            var schema = described["content"]?[media]?["schema"];
            Assert.True(schema is not null, $"{operation.Id} does not say that its {status} is {media}.");
            Add($"{operation.Id} {status}", schema, JsonNode.Parse(await response.Content.ReadAsStringAsync()));
        }
    }

    public void Add(string name, JsonNode schema, JsonNode? value) =>
        _values.Add(new JsonObject { ["name"] = name, ["schema"] = schema.DeepClone(), ["value"] = value?.DeepClone() });

    /// <summary>Asserts that all of them fit.</summary>
    public async Task AssertAllFitAsync()
    {
        await NodeTools.WriteAsync("served.json", document.Text);
        await NodeTools.WriteAsync("values.json", _values.ToJsonString());

        var mistakes = JsonNode.Parse(await NodeTools.RunAsync("fits.mjs", "served.json", "values.json"))!;

        Assert.NotEmpty(_values);
        Assert.Empty(mistakes.AsArray().Select(mistake => mistake!.GetValue<string>()));
    }
}
