using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Events;

namespace Redflow.Api.Events;

/// <summary><c>GET /api/v1/events</c>: a page of events, newest first, without their payloads.</summary>
internal static class ListEvents
{
    public static async Task<Ok<EventList>> HandleAsync(
        [AsParameters] EventListParameters parameters, RedflowClient client, CancellationToken cancellationToken)
    {
        var query = parameters.ToQuery();
        try
        {
            var page = await client.ListEventsAsync(query, cancellationToken);
            return TypedResults.Ok(new EventList([.. page.Events.Select(listed => new EventRow(listed))], page.NextCursor));
        }
        catch (ArgumentException exception) when (exception.ParamName == nameof(EventQuery.Cursor))
        {
            // Only the store can read a cursor.
            throw ParameterReader.Refusal("cursor", ParameterReader.CursorRule);
        }
    }
}
