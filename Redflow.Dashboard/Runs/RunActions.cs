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
    public static void MapRunActions(this IEndpointRouteBuilder pages)
    {
        var run = pages.MapGroup("/runs/{id}").WithMetadata(new PageDepth(3));
        run.MapGet("/rerun", RerunEndpoints.ShowAsync).AddEndpointFilter<ForChangers>();
        run.MapGet("/signal", SignalEndpoints.ShowAsync).AddEndpointFilter<ForChangers>();
        var actions = run.MapGroup("");
        actions.AddEndpointFilter<RouteGroupBuilder, ChangesOnly>();
        actions.MapPost("/cancel", CancelAsync);
        actions.MapPost("/retry", RetryAsync);
        actions.MapPost("/delete", DeleteAsync);
        actions.MapPost("/rerun", RerunEndpoints.SendAsync);
        actions.MapPost("/signal", SignalEndpoints.SendAsync);
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

    /// <summary>A run that is gone is nothing to go back to: its list is shown.</summary>
    private static async Task<IResult> DeleteAsync(RunId id, RedflowClient client, HttpContext context) => await client.DeleteRunAsync(id, context.RequestAborted) switch
    {
        DeleteResult.Deleted => SeeOther.Page(context, "runs", Notices.Deleted),
        DeleteResult.NotFinished => SeeOther.Run(context, id, Notices.DeleteNotFinished),
        _ => SeeOther.Page(context, "runs", Notices.DeleteNotFound),
    };
}
