using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Redflow.Api.Requests;

namespace Redflow.Api.OpenApi;

/// <summary>Describes the parameters of operations by their comments and by what they say that they take.</summary>
internal sealed class DescribeParameters(XmlComments comments) : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, string> Places = new()
    {
        ["/runs/{id}"] = "The run's id.",
        ["/bulk/{id}"] = "The operation's id.",
        ["/events/{id}"] = "The event's id.",
        ["/schedules/{id}"] = "The schedule's id, as URLs write it: `digest:*/5 * * * *` is `digest:*%2F5%20*%20*%20*%20*`.",
        ["/workflows/{name}"] = "The workflow's name.",
        ["/queues/{name}"] = "The queue's name.",
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var method = context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().FirstOrDefault();
        var taken = (method?.GetParameters() ?? []).SelectMany(Flatten).ToLookup(NameOf, StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            if (parameter.In == ParameterLocation.Path)
            {
                DescribePlace(parameter, $"/{context.Description.RelativePath}");
            }
            else
            {
                Describe(parameter, taken[parameter.Name!].First());
            }
        }

        return Task.CompletedTask;
    }

    private static void DescribePlace(OpenApiParameter parameter, string path)
    {
        var (place, description) = Places.Single(place => path.Contains(place.Key, StringComparison.Ordinal));
        parameter.Description = description;
        parameter.Schema = place is "/schedules/{id}" or "/workflows/{name}" or "/queues/{name}"
            ? new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = Names.MaxLabelLength }
            : DescribeSchemas.IdSchema();
    }

    private void Describe(OpenApiParameter parameter, ParameterInfo taken)
    {
        var takes = taken.GetCustomAttribute<TakesAttribute>() ?? WellKnown(parameter.Name!);
        parameter.Description = takes.Description ?? comments.OfParameter(taken.Member.DeclaringType!, taken.Name!);
        parameter.Schema = takes.ToSchema();
        parameter.Required = takes.IsRequired;
        if (takes.Kind == ParameterKind.Words)
        {
            (parameter.Style, parameter.Explode) = (ParameterStyle.Form, false);
        }
    }

    /// <summary>What means the same wherever it is taken.</summary>
    private static TakesAttribute WellKnown(string name) => name switch
    {
        IdempotencyKey.Header => new(ParameterKind.Text)
        {
            MaxLength = Client.EmitOptions.MaxKeyLength,
            Description = "Makes a request that is sent twice one request: 1 to 256 characters without control characters.",
        },
        "cursor" => new(ParameterKind.Text) { Description = "The `nextCursor` of the page before, with the same filters; left out, the first page." },
        _ => new(ParameterKind.Text),
    };

    private static IEnumerable<ParameterInfo> Flatten(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(AsParametersAttribute)) ? parameter.ParameterType.GetConstructors().Single().GetParameters() : [parameter];

    private static string NameOf(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.GetCustomAttribute<FromHeaderAttribute>()?.Name ?? parameter.Name!;
}
