using System.Net;
using Redflow.Api.Auth;
using Redflow.Auditing;
using Redflow.Dashboard.Access;

namespace Redflow.Api.Audit;

/// <summary>
/// Notes every change once its outcome is known and before it is answered, so that what was answered stands in the log. Where that fails, Redis is away:
/// the request fails too, as one whose change may have been made, and the API's own log has what Redis's lacks.
/// </summary>
internal sealed partial class AuditFilter(AuditLog audit, ILogger<AuditFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!ApiRoles.IsChange(context.HttpContext.Request) || context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<OwnChoice>() is not null)
        {
            return await next(context);
        }

        object? result;
        try
        {
            result = await next(context);
        }
        catch (Exception exception)
        {
            await NoteAsync(context.HttpContext, ExceptionProblems.StatusOf(exception));
            throw;
        }

        await NoteAsync(context.HttpContext, StatusOf(result));
        return result;
    }

    private static int StatusOf(object? result) =>
        ((result is INestedHttpResult nested ? nested.Result : result) as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;

    private static AuditedChange Describe(HttpContext context, int status)
    {
        var caller = context.Features.Get<Caller>();
        var address = context.Connection.RemoteIpAddress;
        return new()
        {
            Caller = caller?.Name,
            Role = caller?.Role.ToWord(),
            Method = context.Request.Method,
            Route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "",
            Target = context.Request.RouteValues.Count == 0 ? null : string.Join('/', context.Request.RouteValues.Values),
            Status = status,
            Address = (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address ?? IPAddress.None).ToString(),
        };
    }

    private async Task NoteAsync(HttpContext context, int status)
    {
        var change = Describe(context, status);
        try
        {
            await audit.NoteAsync(change);
        }
        catch
        {
            LogNotNoted(logger, change.Caller, change.Method, change.Route, change.Target, status, change.Address);
            throw;
        }
    }

    [LoggerMessage(4004, LogLevel.Error, "The audit log lacks a change: {Caller} {Method} {Route} {Target}, answered {Status}, from {Address}")]
    private static partial void LogNotNoted(ILogger logger, string? caller, string method, string route, string? target, int status, string? address);
}
