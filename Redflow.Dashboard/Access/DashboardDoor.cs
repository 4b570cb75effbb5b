using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Redflow.Dashboard.Access;

/// <summary>
/// Closed unless configured. Whether the app has decided who gets in is seen at the endpoint: it takes authorization, which has been given when a request
/// comes here, or it is open to all. Where nobody has decided, requests of this machine in Development get in, and no others.
/// </summary>
internal sealed class DashboardDoor(IHostEnvironment environment) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsDecided(context.HttpContext.GetEndpoint()!.Metadata) || (environment.IsDevelopment() && LocalRequest.IsLocal(context.HttpContext))
            ? next(context)
            : ValueTask.FromResult<object?>(TypedResults.Text(
                "The dashboard is closed: the app has not said who may see it. Call RequireAuthorization() on what MapRedflowDashboard() returns, "
                + "or AllowAnonymous() to let everyone in. In Development it answers this machine without.",
                statusCode: StatusCodes.Status403Forbidden));

    private static bool IsDecided(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<IAuthorizeData>() is not null
        || metadata.GetMetadata<AuthorizationPolicy>() is not null
        || metadata.GetMetadata<IAllowAnonymous>() is not null
        || metadata.GetMetadata<GuardedByHost>() is not null;
}
