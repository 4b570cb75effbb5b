using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;

namespace Redflow.Api.OpenApi;

/// <summary>The OpenAPI document of the API.</summary>
internal static class ApiDocument
{
    public const string Path = "/openapi/v1.json";

    public static void AddApiDocument(this IServiceCollection services)
    {
        services.AddSingleton<XmlComments>();
        services.AddSingleton<Examples>();
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, HandReadBodies>());
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.CreateSchemaReferenceId = DescribeSchemas.NameOf;
            options.AddSchemaTransformer<DescribeSchemas>();
            options.AddOperationTransformer<DescribeParameters>();
            options.AddOperationTransformer<DescribeAnswers>();
            options.AddOperationTransformer<DescribeProblems>();
            options.AddOperationTransformer<DescribeAccess>();
            options.AddDocumentTransformer<DescribeDocument>();
        });
    }

    /// <summary><c>GET /openapi/v1.json</c>: the document.</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapOpenApi(Path);
}
