using System.Diagnostics.CodeAnalysis;

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
    public static ApiRole NeededBy(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AdminOnly>() is not null ? ApiRole.Admin
        : IsChange(context.Request) ? ApiRole.Operator
        : ApiRole.Reader;

    /// <summary>Tells whether a request may change anything.</summary>
    public static bool IsChange(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);

    private sealed class AdminOnly;
}
