using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Client;
using Redflow.Dashboard.Access;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Queries;
using Redflow.Schedules;
using Redflow.Workflows;

namespace Redflow.Dashboard.Schedules;

/// <summary>What the forms of a schedule's page do.</summary>
internal static class ScheduleActions
{
    public const string FromField = "from";
    public const string BeforeField = "before";

    public static void MapScheduleActions(this IEndpointRouteBuilder pages)
    {
        var actions = pages.MapGroup("/schedules/{id}").WithMetadata(new PageDepth(3));
        actions.AddEndpointFilter<RouteGroupBuilder, ChangesOnly>();
        actions.MapPost("/enable", EnableAsync);
        actions.MapPost("/disable", DisableAsync);
        actions.MapPost("/trigger", TriggerAsync);
        actions.MapPost("/backfill", BackfillAsync);
        actions.MapPost("/delete", DeleteAsync);
    }

    private static async Task<IResult> EnableAsync(RedflowClient client, HttpContext context)
    {
        var id = ScheduleEndpoints.IdOf(context);
        await client.Schedules.EnableAsync(id, context.RequestAborted);
        return Back(context, id, Notices.ScheduleEnabled);
    }

    private static async Task<IResult> DisableAsync(RedflowClient client, HttpContext context)
    {
        var id = ScheduleEndpoints.IdOf(context);
        await client.Schedules.DisableAsync(id, context.RequestAborted);
        return Back(context, id, Notices.ScheduleDisabled);
    }

    private static async Task<IResult> TriggerAsync(RedflowClient client, HttpContext context)
    {
        var id = ScheduleEndpoints.IdOf(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        try
        {
            var handle = await client.Schedules.TriggerAsync(id, OnceField.Read(form)?.ToString(), context.RequestAborted);
            return SeeOther.Run(context, handle.Id, Notices.Triggered);
        }
        catch (RedflowException exception) when (RefusalOf(exception) is { } notice)
        {
            return Back(context, id, notice);
        }
    }

    /// <summary>Fills a span in that a page has shown with its count; what is wrong with it, the page shows at its fields.</summary>
    private static async Task<IResult> BackfillAsync(RedflowClient client, TimeProvider time, HttpContext context)
    {
        var id = ScheduleEndpoints.IdOf(context);
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var zone = (await client.Schedules.GetAsync(id, context.RequestAborted)).Schedule is CronSchedule cron ? cron.TimeZone : null;
        var form = BackfillForm.Read(sent[FromField].ToString(), sent[BeforeField].ToString(), ZoneClock.Of(zone), time.GetUtcNow());
        try
        {
            if (form.Span is var (from, before))
            {
                var started = await client.Schedules.BackfillAsync(id, from, before, context.RequestAborted);
                return Back(context, id, started > 0 ? Notices.Backfilled : Notices.NothingBackfilled);
            }
        }
        catch (RedflowException exception) when (RefusalOf(exception) is { } notice)
        {
            return Back(context, id, notice);
        }
        catch (ArgumentException exception) when (exception.ParamName == BeforeField)
        {
            // It has too many instants: the page counts them again, and says so.
        }

        return new SeeOther(PageDepth.BaseOf(context) + Address.Of(ScheduleState.PathOf(id), (FromField, form.From), (BeforeField, form.Before)));
    }

    private static async Task<IResult> DeleteAsync(RedflowClient client, HttpContext context)
    {
        var id = ScheduleEndpoints.IdOf(context);
        try
        {
            await client.Schedules.DeleteAsync(id, context.RequestAborted);
            return SeeOther.Page(context, "schedules", Notices.ScheduleDeleted);
        }
        catch (ScheduleConflictException)
        {
            return Back(context, id, Notices.ScheduleDeclared);
        }
    }

    private static string? RefusalOf(RedflowException exception) => exception switch
    {
        QueueFullException => Notices.ScheduleQueueFull,
        UnknownWorkflowException => Notices.ScheduleWorkflowUnknown,
        _ => null,
    };

    private static SeeOther Back(HttpContext context, string id, string notice) => SeeOther.Page(context, ScheduleState.PathOf(id), notice);
}
