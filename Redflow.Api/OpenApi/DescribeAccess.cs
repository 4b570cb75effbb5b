using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Redflow.Api.Auth;

namespace Redflow.Api.OpenApi;

/// <summary>Says which credentials are taken, and which role each operation takes.</summary>
internal sealed class DescribeAccess : IOpenApiOperationTransformer
{
    private const string KeyAsBearer = "apiKey";
    private const string KeyInHeader = "apiKeyHeader";
    private const string Token = "token";

    public static Dictionary<string, IOpenApiSecurityScheme> Schemes => new()
    {
        [KeyAsBearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = $"{ApiKey.Prefix}…",
            Description = "An API key, as `Authorization: Bearer rf_…`.",
        },
        [KeyInHeader] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = Credentials.KeyHeader,
            Description = "An API key, as `X-Api-Key: rf_…`; not together with `Authorization`.",
        },
        [Token] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "A token of the configured issuer, where there is one, as `Authorization: Bearer …`.",
        },
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var role = ApiRoles.NeededBy(context.Description.ActionDescriptor.EndpointMetadata, context.Description.HttpMethod!);
        operation.Security = Takes(role, context.Document!);
        operation.Description = $"{operation.Description} Takes the role {role.ToWord()}.";
        return Task.CompletedTask;
    }

    /// <summary>Any of the schemes, with the role.</summary>
    public static List<OpenApiSecurityRequirement> Takes(ApiRole role, OpenApiDocument document) =>
        [.. Schemes.Keys.Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [role.ToWord()] })];
}
