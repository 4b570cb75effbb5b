using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Client;
using Redflow.Dashboard.Access;
using Redflow.Dashboard.Design;
using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>What the forms of a run's page do. Each leads back to a run's page, which says what it came to.</summary>
internal static class RunActions
{
    /// <summary>The field of a form that makes it one rerun, however often it is sent.</summary>
    public const string OnceField = "once";

    public static void MapRunActions(this IEndpointRouteBuilder pages)
    {
        var actions = pages.MapGroup("/runs/{id}").WithMetadata(new PageDepth(3));
        actions.AddEndpointFilter<RouteGroupBuilder, ChangesOnly>();
        actions.MapPost("/cancel", CancelAsync);
        actions.MapPost("/retry", RetryAsync);
        actions.MapPost("/rerun", RerunAsync);
    }

    private static async Task<IResult> CancelAsync(RunId id, RedflowClient client, HttpContext context)
    {
        var name = PageFrame.ViewerOf(context).Name;
        return SeeOther.Run(context, id, await client.CancelRunAsync(id, $"canceled on the dashboard{(name is null ? "" : $" by {name}")}", context.RequestAborted) switch
        {
            CancelResult.Canceled => Notices.Canceled,
            CancelResult.Requested => Notices.CancelRequested,
            _ => Notices.AlreadyFinished,
        });
    }

    private static async Task<IResult> RetryAsync(RunId id, RedflowClient client, HttpContext context) =>
        SeeOther.Run(context, id, await client.RetryRunAsync(id, context.RequestAborted) switch
        {
            RetryResult.Retried => Notices.Retried,
            RetryResult.Succeeded => Notices.RetrySucceeded,
            RetryResult.Compensated => Notices.RetryCompensated,
            _ => Notices.RetryNotFinished,
        });

    private static async Task<IResult> RerunAsync(RunId id, RedflowClient client, HttpContext context)
    {
        if (SystemNames.IsOurs((await client.GetRunAsync(id, context.RequestAborted)).Workflow))
        {
            return SeeOther.Run(context, id, Notices.RerunRefused);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var once = form[OnceField].ToString();
        var handle = await client.RerunAsync(id, idempotencyKey: Guid.TryParse(once, out _) ? once : null, cancellationToken: context.RequestAborted);
        return SeeOther.Run(context, handle.Id, Notices.Rerun);
    }
}
