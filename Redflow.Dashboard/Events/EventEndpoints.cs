using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Client;
using Redflow.Dashboard.Access;
using Redflow.Dashboard.Design;
using Redflow.Events;
using Redflow.Payloads;

namespace Redflow.Dashboard.Events;

/// <summary>The pages of events, and the form that emits one.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/events", ListAsync).WithMetadata(new PageDepth(1));
        pages.MapGet("/events/{id}", ShowAsync).WithMetadata(new PageDepth(2));
        pages.MapGet("/events/emit", AskAsync).WithMetadata(new PageDepth(2)).AddEndpointFilter<ForChangers>();
        pages.MapPost("/events/emit", EmitAsync).WithMetadata(new PageDepth(2)).AddEndpointFilter<ChangesOnly>();
    }

    /// <summary><c>GET {dashboard}/events</c>: a page of events, newest first.</summary>
    private static async Task<IResult> ListAsync(string? name, string? key, string? state, string? cursor, EventReader reader, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        return Pages.Show<EventsPage, EventList>(
            context, frame, await reader.ListAsync(EventFilter.Parse(name, key, state), cursor, frame.Viewer!, context.RequestAborted));
    }

    /// <summary><c>GET {dashboard}/events/{id}</c>: an event, and what came of it.</summary>
    private static async Task<IResult> ShowAsync(string id, EventReader reader, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        return EventId.TryParse(id, null, out var eventId)
            ? Pages.Show<EventDetailPage, EventState>(context, frame, await reader.ReadAsync(eventId, frame.Viewer!, context.RequestAborted))
            : Pages.Show<RefusalPage, Failure>(
                context, frame, new("There is no such event", "An event's id is 23 letters and digits. This is none."), StatusCodes.Status404NotFound);
    }

    /// <summary><c>GET {dashboard}/events/emit</c>: the form that emits an event, for who may.</summary>
    private static async Task<IResult> AskAsync(EventReader reader, HttpContext context) =>
        Pages.Show<EmitEventPage, EmitForm>(context, PageFrame.Of(context), EmitForm.New() with { Names = await reader.ListNamesAsync(context.RequestAborted) });

    private static async Task<IResult> EmitAsync(RedflowClient client, EventReader reader, HttpContext context)
    {
        var form = EmitForm.Read(await context.Request.ReadFormAsync(context.RequestAborted), out var payload);
        if (!form.HasMistakes)
        {
            var key = form.Key.Length > 0 ? form.Key : null;
            try
            {
                var id = await client.EmitEventAsync(form.Name, payload, key, client.NewEventId(form.Name, key, form.Once.ToString()), context.RequestAborted);
                return SeeOther.Page(context, $"events/{id}", Notices.EventEmitted);
            }
            catch (PayloadTooLargeException exception)
            {
                form = form with { PayloadMistake = exception.Message };
            }
        }

        return Pages.Show<EmitEventPage, EmitForm>(
            context, PageFrame.Of(context), form with { Names = await reader.ListNamesAsync(context.RequestAborted) }, StatusCodes.Status400BadRequest);
    }
}
