using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;

namespace Redflow.Api.OpenApi;

/// <summary>The OpenAPI document of the API.</summary>
internal static class ApiDocument
{
    public const string Path = "/openapi/v1.json";
    public const string Name = "v1";
    public const OpenApiSpecVersion Version = OpenApiSpecVersion.OpenApi3_1;

    public static void AddApiDocument(this IServiceCollection services)
    {
        services.AddSingleton<XmlComments>();
        services.AddSingleton<Examples>();
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, HandReadBodies>());
        services.AddSingleton<DocumentText>();
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = Version;
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
    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapGet(Path, ShowAsync).ExcludeFromDescription();

    private static async Task<FileContentHttpResult> ShowAsync(DocumentText text, CancellationToken cancellationToken) =>
        TypedResults.Bytes(await text.ReadAsync(cancellationToken), "application/json;charset=utf-8");
}
