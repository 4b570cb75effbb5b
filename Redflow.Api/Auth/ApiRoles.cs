using System.Diagnostics.CodeAnalysis;
using Redflow.Dashboard.Access;

namespace Redflow.Api.Auth;

/// <summary>Roles as words, and the role that a request takes.</summary>
internal static class ApiRoles
{
    /// <summary>The words, as errors quote them.</summary>
    public const string Words = "reader, operator or admin";

    public static string ToWord(this ApiRole role) => role switch
    {
        ApiRole.Admin => "admin",
        ApiRole.Operator => "operator",
        ApiRole.Reader => "reader",
        _ => "none",
    };

    public static bool TryParse([NotNullWhen(true)] string? word, out ApiRole role)
    {
        ApiRole? known = word?.ToUpperInvariant() switch
        {
            "ADMIN" => ApiRole.Admin,
            "OPERATOR" => ApiRole.Operator,
            "READER" => ApiRole.Reader,
            _ => null,
        };
        role = known ?? default;
        return known is not null;
    }

    /// <summary>Marks endpoints that only an admin may use.</summary>
    public static TBuilder RequireAdmin<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new AdminOnly());

    /// <summary>
    /// The role that a request takes: by its method, whatever its path, so that no endpoint is open because somebody forgot to say what it takes.
    /// </summary>
    public static ApiRole NeededBy(HttpContext context) => NeededBy(context.GetEndpoint()?.Metadata ?? EndpointMetadataCollection.Empty, context.Request.Method);

    /// <summary>The role that an endpoint takes.</summary>
    /// <param name="metadata">What the endpoint says of itself.</param>
    /// <param name="method">The method of the request.</param>
    public static ApiRole NeededBy(IEnumerable<object> metadata, string method) =>
        metadata.OfType<AdminOnly>().Any() ? ApiRole.Admin
        : IsChange(method) && !metadata.OfType<OwnChoice>().Any() ? ApiRole.Operator
        : ApiRole.Reader;

    /// <summary>Tells whether a request may change anything.</summary>
    public static bool IsChange(HttpRequest request) => IsChange(request.Method);

    /// <summary>Tells whether requests of a method may change anything.</summary>
    public static bool IsChange(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);

    private sealed class AdminOnly;
}
