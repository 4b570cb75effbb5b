using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Redflow.Api.Auth;

namespace Redflow.Api.OpenApi;

/// <summary>Says what the document is about, in the same words on every machine, and adds the endpoints for probes, which no handler describes.</summary>
internal sealed class DescribeDocument : IOpenApiDocumentTransformer
{
    private static readonly (string Name, string Description)[] Tags =
    [
        ("runs", "Executions of workflows: emitted under their workflow, read and changed under their id."),
        ("bulk", "Operations on all runs that match a filter, performed by workers."),
        ("schedules", "What starts runs by itself: cron expressions, intervals, times."),
        ("workflows", "What workers have registered, and how it goes."),
        ("queues", "What waits in queues, and who serves them."),
        ("events", "Messages that start runs and end waits."),
        ("workers", "The workers that hold a lease."),
        ("stats", "Counts, what happened over time, what fails."),
        ("audit", "The changes that were made through the API."),
        ("stream", "What changes, as it changes."),
        ("health", "Readiness and liveness, for probes."),
    ];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Redflow",
            Version = "v1",
            Description = "Runs, workflows, queues, schedules and events of Redflow, a durable workflow engine. Bodies are JSON in UTF-8. Members without a value "
                + "are `null`, never left out; new members may be added: ignore what you do not know. Times are in UTC, by Redis's clock. Durations in requests "
                + "are a number with its unit (`500ms`, `1.5s`, `5m`, `1h`, `1d`) or `[d.]hh:mm:ss[.fff]`; in answers they are the latter. Errors are problem "
                + "details (RFC 9457), told apart by `type`.",
            License = new() { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [new() { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
        document.Components ??= new();
        document.Components.SecuritySchemes = DescribeAccess.Schemes.ToDictionary();
        AddProbes(document);
        return Task.CompletedTask;
    }

    private static void AddProbes(OpenApiDocument document)
    {
        var health = Probe(
            document,
            "getHealth",
            "Tells whether the API is ready for work",
            "`200` when the process answers and Redis runs the engine's scripts. Callers with credentials, and those of this machine, are told what each "
                + "check has found, as JSON; others get the word alone. Takes the role reader.",
            "application/json");
        health.Security = DescribeAccess.Takes(ApiRole.Reader, document);
        DescribeProblems.AddTo(health, document, [Problems.Unauthorized, Problems.Forbidden, Problems.LocalOnly, Problems.TooManyRequests]);
        var alive = Probe(document, "getAlive", "Tells whether the process answers", "Open to all: it takes no credentials.", null);
        alive.Security = [];
        DescribeProblems.AddTo(alive, document, [Problems.LocalOnly]);
        document.Paths["/health"] = new OpenApiPathItem { Operations = new() { [HttpMethod.Get] = health } };
        document.Paths["/alive"] = new OpenApiPathItem { Operations = new() { [HttpMethod.Get] = alive } };
    }

    private static OpenApiOperation Probe(OpenApiDocument document, string id, string summary, string description, string? details) => new()
    {
        OperationId = id,
        Summary = summary,
        Description = description,
        Tags = new HashSet<OpenApiTagReference> { new("health", document) },
        Responses = new()
        {
            ["200"] = new OpenApiResponse { Description = "It is.", Content = Word(details) },
            ["503"] = new OpenApiResponse { Description = "It is not.", Content = Word(details) },
        },
    };

    private static Dictionary<string, OpenApiMediaType> Word(string? details)
    {
        var content = new Dictionary<string, OpenApiMediaType>
        {
            ["text/plain"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["Healthy", "Degraded", "Unhealthy"] } },
        };
        if (details is not null)
        {
            content[details] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } };
        }

        return content;
    }
}
