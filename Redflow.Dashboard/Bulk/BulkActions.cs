using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Bulk;
using Redflow.Client;
using Redflow.Dashboard.Access;
using Redflow.Dashboard.Design;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Dashboard.Bulk;

/// <summary>What the forms of bulk jobs do. Each leads to the job's page.</summary>
internal static class BulkActions
{
    public static void MapBulkActions(this IEndpointRouteBuilder pages)
    {
        var actions = pages.MapGroup("/bulk");
        actions.AddEndpointFilter<RouteGroupBuilder, ChangesOnly>();
        actions.MapPost("", StartAsync).WithMetadata(new PageDepth(1));
        actions.MapPost("/{id}/abort", AbortAsync).WithMetadata(new PageDepth(3));
    }

    private static async Task<IResult> StartAsync(BulkPlanner planner, RedflowClient client, HttpContext context)
    {
        var (frame, form) = (PageFrame.Of(context), await context.Request.ReadFormAsync(context.RequestAborted));
        if (BulkWords.Parse(form[BulkFields.Operation]) is not { } operation || form[BulkFields.Text] is not [{ } text])
        {
            return Pages.Show<RefusalPage, Failure>(
                context, frame, new("This is no bulk job", "The form says neither what to do nor to which runs. Nothing was changed."), StatusCodes.Status400BadRequest);
        }

        var plan = await planner.ReadAsync(operation, text, TimeOf(form[BulkFields.At], frame.Now), context.RequestAborted);
        var reason = form[BulkFields.Reason].ToString().Trim();
        if (reason.Length > RedflowClient.MaxReasonLength)
        {
            plan = plan with { Mistakes = [$"A reason has {Times.Count(RedflowClient.MaxReasonLength)} characters at most."] };
        }

        if (plan.Mistakes.Count > 0)
        {
            return BulkEndpoints.Show(context, frame, plan);
        }

        try
        {
            var job = await client.StartBulkAsync(
                new(operation, plan.Filter, operation == BulkOperation.Cancel ? ReasonOf(reason, "canceled", frame) : null), OnceField.Read(form)?.ToString(), context.RequestAborted);
            return SeeOther.Bulk(context, job.Id, Notices.BulkStarted);
        }
        catch (UnknownWorkflowException)
        {
            return BulkEndpoints.Show(context, frame, plan with { Mistakes = ["Workers perform bulk jobs, and none has ever been up. Start one."] });
        }
    }

    private static async Task<IResult> AbortAsync(RunId id, RedflowClient client, HttpContext context)
    {
        await client.GetBulkAsync(id, context.RequestAborted);
        return SeeOther.Bulk(context, id, await client.CancelRunAsync(id, ReasonOf("", "aborted", PageFrame.Of(context)), context.RequestAborted) switch
        {
            CancelResult.Canceled => Notices.BulkAborted,
            CancelResult.Requested => Notices.BulkAbortRequested,
            _ => Notices.BulkEnded,
        });
    }

    private static string ReasonOf(string given, string done, PageFrame frame) =>
        given.Length > 0 ? given : $"{done} on the dashboard{(frame.Viewer?.Name is { } name ? $" by {name}" : "")}";

    private static DateTimeOffset TimeOf(string? milliseconds, DateTimeOffset now) =>
        long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= now.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(at) : now;
}
