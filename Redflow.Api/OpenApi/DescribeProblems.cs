using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Redflow.Api.Auth;

namespace Redflow.Api.OpenApi;

/// <summary>Adds the problems that an operation answers with: those of its own, those of what it takes, and those of every operation.</summary>
internal sealed class DescribeProblems : IOpenApiOperationTransformer
{
    private static readonly ProblemType[] OfAll =
    [
        Problems.Unauthorized, Problems.Forbidden, Problems.LocalOnly, Problems.TooManyRequests, Problems.Internal, Problems.PayloadUnreadable,
        Problems.StoreMisconfigured, Problems.StoreUnavailable,
    ];

    private static readonly ProblemType[] OfBodies =
        [Problems.BadRequest, Problems.InvalidParameter, Problems.MalformedJson, Problems.PayloadTooLarge, Problems.UnsupportedMediaType];

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var own = metadata.OfType<EndpointDescriptions.Refusals>().SelectMany(refusals => refusals.Problems);
        var ofParameters = operation.Parameters?.Any(parameter => parameter.In != ParameterLocation.Path) == true ? [Problems.InvalidParameter] : Array.Empty<ProblemType>();
        var ofChanges = ApiRoles.IsChange(context.Description.HttpMethod!) ? [Problems.CrossOrigin] : Array.Empty<ProblemType>();
        AddTo(operation, context.Document!, [.. own, .. ofParameters, .. operation.RequestBody is null ? [] : OfBodies, .. ofChanges, .. OfAll]);
        return Task.CompletedTask;
    }

    /// <summary>Adds an answer for each status of the problems.</summary>
    public static void AddTo(OpenApiOperation operation, OpenApiDocument document, IEnumerable<ProblemType> problems)
    {
        var schema = document.Component(ProblemSchema.Name, ProblemSchema.Create());
        foreach (var status in problems.Distinct().OrderBy(problem => Problems.All.ToList().IndexOf(problem)).GroupBy(problem => problem.Status).OrderBy(status => status.Key))
        {
            operation.Responses ??= [];
            operation.Responses[$"{status.Key}"] = document.Component(string.Join('_', status.Select(problem => problem.Slug)), Response([.. status], schema));
        }
    }

    private static OpenApiResponse Response(ProblemType[] problems, OpenApiSchemaReference schema) => new()
    {
        Description = string.Join(" ", problems.Select(problem => $"`{problem.Uri}`: {problem.Title}.")),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new()
            {
                Schema = new OpenApiSchema { AllOf = [schema, TypeIs(problems)] },
                Examples = problems.ToDictionary(problem => problem.Slug, IOpenApiExample (problem) => Example(problem)),
            },
        },
        Headers = HeadersOf(problems[0].Status),
    };

    private static OpenApiSchema TypeIs(IEnumerable<ProblemType> problems) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. problems.Select(problem => JsonValue.Create(problem.Uri))] },
        },
    };

    private static OpenApiExample Example(ProblemType problem) => new() { Summary = problem.Title, Value = ProblemPages.ExampleOf(problem) };

    private static Dictionary<string, IOpenApiHeader>? HeadersOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => One(HeaderNames.WWWAuthenticate, "The credentials that are taken.", JsonSchemaType.String),
        StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable =>
            One(HeaderNames.RetryAfter, "In how many seconds to try again.", JsonSchemaType.Integer),
        _ => null,
    };

    private static Dictionary<string, IOpenApiHeader> One(string name, string description, JsonSchemaType type) => new()
    {
        [name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = type } },
    };
}
