using Microsoft.OpenApi;

namespace Redflow.Api.OpenApi;

/// <summary>The schema of problems: what all have, and what some have of their own.</summary>
internal static class ProblemSchema
{
    public const string Name = "Problem";

    public static OpenApiSchema Create() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details (RFC 9457). Tell them by `type`, which never changes; `detail` is for people and may.",
        Required = new HashSet<string> { "type", "title", "status", "detail", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("Which problem: the path of the page that tells what it means and what to do."),
            ["title"] = Text("What it is, the same every time."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The HTTP status." },
            ["detail"] = Text("What happened this time, and what to do."),
            ["traceId"] = Text("What the API's log and traces know the request by."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
                Description = "Of `invalid-parameter` and `invalid-input`: for each parameter or member, what is wrong.",
            },
            ["line"] = Number("Of `malformed-json`: the line, from 1."),
            ["position"] = Number("Of `malformed-json`: the byte in the line, from 1."),
            ["knownWorkflows"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.String },
                Description = "Of `unknown-workflow`: those that workers have registered.",
            },
            ["requiredRole"] = Text("Of `forbidden`: the role that it takes."),
            ["runId"] = Text("Of `run-failed`, `run-canceled`, `run-conflict` and `idempotency-key-taken`: the run."),
            ["runStatus"] = TextOrNull("Of `run-conflict`: where the run stands."),
            ["reason"] = TextOrNull("Of `run-canceled`: why cancellation was asked for."),
            ["error"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string> { "type", "message" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["type"] = Text("The exception's full type name."),
                    ["message"] = Text("Its message."),
                },
                Description = "Of `run-failed`: the run's error.",
            },
        },
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema TextOrNull(string description) => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = description };

    private static OpenApiSchema Number(string description) => new() { Type = JsonSchemaType.Integer, Format = "int64", Description = description };
}
