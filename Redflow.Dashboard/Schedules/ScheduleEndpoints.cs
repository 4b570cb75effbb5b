using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Queries;
using Redflow.Schedules;

namespace Redflow.Dashboard.Schedules;

/// <summary>The pages of schedules.</summary>
internal static class ScheduleEndpoints
{
    private const string Unfired = "unfired";

    public static void MapSchedules(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/schedules", ListAsync).WithMetadata(new PageDepth(1));
        pages.MapGet("/schedules/{id}", ShowAsync).WithMetadata(new PageDepth(2));
        pages.MapScheduleActions();
    }

    /// <summary>The id of the schedule that a path names.</summary>
    /// <exception cref="ScheduleNotFoundException">It names none.</exception>
    public static string IdOf(HttpContext context) =>
        RouteSegment.Read(context, "id") is var id && Names.IsLabel(id, Names.MaxLabelLength) ? id : throw new ScheduleNotFoundException(id);

    /// <summary><c>GET {dashboard}/schedules</c>: a page of the schedules, by id.</summary>
    private static async Task<IResult> ListAsync(string? workflow, string? state, string? cursor, ScheduleReader reader, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        return Pages.Show<SchedulesPage, ScheduleList>(
            context, frame, await reader.ListAsync(ScheduleFilter.Parse(workflow, state), cursor, frame.Viewer!, context.RequestAborted));
    }

    /// <summary><c>GET {dashboard}/schedules/{id}</c>: when a schedule ticks, and what became of its ticks.</summary>
    private static async Task<IResult> ShowAsync(string? ticks, string? from, string? before, ScheduleReader reader, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        return Pages.Show<ScheduleDetailPage, ScheduleState>(
            context, frame, await reader.ReadAsync(IdOf(context), ticks == Unfired, from, before, frame.Viewer!, context.RequestAborted));
    }
}
