using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Api.Runs;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Schedules;

/// <summary>The schedules: stored, read and acted on under their ids.</summary>
internal static class ScheduleEndpoints
{
    public static void MapSchedules(this IEndpointRouteBuilder api)
    {
        var schedules = api.MapGroup("/schedules");
        schedules.MapGet("", ListAsync);
        schedules.MapGet("/{id}", GetAsync);
        schedules.MapPut("/{id}", PutAsync);
        schedules.MapDelete("/{id}", DeleteAsync);
        schedules.MapPost("/{id}/enable", EnableAsync);
        schedules.MapPost("/{id}/disable", DisableAsync);
        schedules.MapPost("/{id}/trigger", TriggerAsync);
        schedules.MapGet("/{id}/next", ListNextAsync);
        schedules.MapGet("/{id}/ticks", ListTicksAsync);
        schedules.MapGet("/{id}/backfill", CountBackfillAsync);
        schedules.MapPost("/{id}/backfill", BackfillAsync);
    }

    /// <summary><c>GET /api/v1/schedules</c>: a page of schedules, by id, without their inputs.</summary>
    private static async Task<Ok<ScheduleList>> ListAsync(
        [AsParameters] ScheduleListParameters parameters, RedflowClient client, CancellationToken cancellationToken)
    {
        var page = await client.Schedules.ListAsync(parameters.ToQuery(), cancellationToken);
        return TypedResults.Ok(new ScheduleList([.. page.Schedules.Select(schedule => new ScheduleRow(schedule))], page.NextCursor));
    }

    /// <summary><c>GET /api/v1/schedules/{id}</c>: one schedule.</summary>
    private static async Task<Ok<ScheduleView>> GetAsync(ScheduleId schedule, RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ScheduleView(await client.Schedules.GetAsync(schedule.Value, cancellationToken)));

    /// <summary><c>PUT /api/v1/schedules/{id}</c>: stores a schedule, in the place of the one that is there. Idempotent.</summary>
    private static async Task<Ok<ScheduleView>> PutAsync(
        ScheduleId schedule, HttpRequest request, RedflowClient client, CancellationToken cancellationToken)
    {
        var body = ScheduleRequest.Read(await JsonBody.ReadWithPayloadAsync(request, cancellationToken));
        return TypedResults.Ok(new ScheduleView(await body.StoreAsync(schedule.Value, client.Schedules, cancellationToken)));
    }

    /// <summary><c>DELETE /api/v1/schedules/{id}</c>: deletes a schedule. Idempotent.</summary>
    private static async Task<NoContent> DeleteAsync(ScheduleId schedule, RedflowClient client, CancellationToken cancellationToken)
    {
        await client.Schedules.DeleteAsync(schedule.Value, cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary><c>POST /api/v1/schedules/{id}/enable</c>: lets it fire again. Idempotent.</summary>
    private static async Task<Ok<ScheduleView>> EnableAsync(ScheduleId schedule, RedflowClient client, CancellationToken cancellationToken)
    {
        await client.Schedules.EnableAsync(schedule.Value, cancellationToken);
        return await GetAsync(schedule, client, cancellationToken);
    }

    /// <summary><c>POST /api/v1/schedules/{id}/disable</c>: lets it fire no more. Idempotent.</summary>
    private static async Task<Ok<ScheduleView>> DisableAsync(ScheduleId schedule, RedflowClient client, CancellationToken cancellationToken)
    {
        await client.Schedules.DisableAsync(schedule.Value, cancellationToken);
        return await GetAsync(schedule, client, cancellationToken);
    }

    /// <summary><c>POST /api/v1/schedules/{id}/trigger</c>: starts a run of it now.</summary>
    private static async Task<Accepted<Run>> TriggerAsync(ScheduleId schedule, RedflowClient client, CancellationToken cancellationToken)
    {
        var handle = await client.Schedules.TriggerAsync(schedule.Value, cancellationToken);
        return TypedResults.Accepted(RunEndpoints.PathOf(handle.Id), await handle.GetStateAsync(cancellationToken));
    }

    /// <summary><c>GET /api/v1/schedules/{id}/next</c>: its next instants.</summary>
    private static async Task<Ok<NextTicks>> ListNextAsync(ScheduleId schedule, [AsParameters] CountParameters parameters, RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(new NextTicks(await client.Schedules.ListNextAsync(schedule.Value, parameters.ReadCount(), cancellationToken)));

    /// <summary><c>GET /api/v1/schedules/{id}/ticks</c>: what became of its ticks, newest first.</summary>
    private static async Task<Ok<TickList>> ListTicksAsync(ScheduleId schedule, [AsParameters] CountParameters parameters, RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(new TickList(await client.Schedules.ListTicksAsync(schedule.Value, parameters.ReadLimit(), cancellationToken)));

    /// <summary><c>GET /api/v1/schedules/{id}/backfill</c>: how many instants a span has.</summary>
    private static async Task<Ok<BackfillPreview>> CountBackfillAsync(
        ScheduleId schedule, [AsParameters] SpanParameters parameters, RedflowClient client, CancellationToken cancellationToken)
    {
        var span = parameters.Read();
        return TypedResults.Ok(new BackfillPreview(await SpanParameters.GuardAsync(() =>
            client.Schedules.CountBackfillAsync(schedule.Value, span.From, span.Before, cancellationToken))));
    }

    /// <summary><c>POST /api/v1/schedules/{id}/backfill</c>: starts a run for each instant of a span that has none. Idempotent.</summary>
    private static async Task<Ok<BackfillReply>> BackfillAsync(
        ScheduleId schedule, [AsParameters] SpanParameters parameters, RedflowClient client, CancellationToken cancellationToken)
    {
        var span = parameters.Read();
        return TypedResults.Ok(new BackfillReply(await SpanParameters.GuardAsync(() =>
            client.Schedules.BackfillAsync(schedule.Value, span.From, span.Before, cancellationToken))));
    }
}
