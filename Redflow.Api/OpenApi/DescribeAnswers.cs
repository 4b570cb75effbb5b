using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Redflow.Api.Requests;

namespace Redflow.Api.OpenApi;

/// <summary>Says when an operation's answers come and which headers they have, and what its body means.</summary>
internal sealed class DescribeAnswers(Examples examples) : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<EndpointDescriptions.Body>().LastOrDefault() is { } body)
        {
            operation.RequestBody!.Description = body.Description;
            operation.RequestBody.Content!["application/json"].Example = JsonNode.Parse(body.Example);
        }

        foreach (var answer in metadata.OfType<EndpointDescriptions.Answer>())
        {
            var response = (OpenApiResponse)operation.Responses![$"{answer.Status}"];
            response.Description = answer.Description;
            AddHeaders(response, answer.Status, metadata);
            if (answer.Status == StatusCodes.Status200OK && examples.Find(operation.OperationId!) is { } example)
            {
                response.Content!.Values.Single().Example = example;
            }

            foreach (var type in answer.Types.Skip(1))
            {
                await AddAlternativeAsync(response, type, context, cancellationToken);
            }
        }
    }

    /// <summary>Has a response be of either type.</summary>
    private static async Task AddAlternativeAsync(OpenApiResponse response, Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, null, cancellationToken);
        var media = response.Content!["application/json"];
        media.Schema = new OpenApiSchema { AnyOf = [media.Schema!, context.Document!.Component(type.Name, schema)] };
    }

    private static void AddHeaders(OpenApiResponse response, int status, IList<object> metadata)
    {
        if (metadata.OfType<HttpMethodMetadata>().Any(method => method.HttpMethods.Contains("POST")) && status == StatusCodes.Status202Accepted)
        {
            Add(response, HeaderNames.Location, "The path of what was made or changed.");
        }

        if (response.Description!.Contains(IdempotencyKey.ReplayedHeader, StringComparison.Ordinal))
        {
            Add(response, HeaderNames.Location, "The path of what is there already.");
            Add(response, IdempotencyKey.ReplayedHeader, "`true` when a request with this idempotency key was answered before.");
        }
    }

    private static void Add(OpenApiResponse response, string name, string description)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    }
}
