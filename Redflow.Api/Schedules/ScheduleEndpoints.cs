using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
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
        var schedules = api.MapGroup("/schedules").WithTags("schedules");
        schedules.MapStored();
        schedules.MapActs();
        schedules.MapInstants();
    }

    private static void MapStored(this RouteGroupBuilder schedules)
    {
        schedules.MapGet("", ListAsync)
            .Describe("listSchedules", "Lists schedules", "By id, without their inputs. A page may have fewer rows than `limit` before the last one.")
            .Answers(200, "A page of them.");
        schedules.MapGet("/{id}", GetAsync)
            .Describe("getSchedule", "Reads a schedule", "With the input of its runs.")
            .Answers(200, "The schedule.")
            .Refuses(Problems.ScheduleNotFound);
        schedules.MapPut("/{id}", PutAsync)
            .Describe(
                "putSchedule",
                "Stores a schedule, in the place of the one that is there",
                "Idempotent: while its times stay the same, so does its next tick; one that is disabled stays so.")
            .TakesBody(
                typeof(ScheduleRequest),
                "The schedule: a workflow, and one of `cron`, `every` and `at`.",
                """{"workflow":"digest-cron","cron":"0 3 * * *","timeZone":"Europe/Berlin","input":{"minutes":1440}}""",
                isRequired: true)
            .Answers(200, "The schedule as it is stored.")
            .Refuses(Problems.InvalidInput, Problems.EngineName, Problems.ScheduleNotFound, Problems.UnknownWorkflow, Problems.ScheduleConflict);
        schedules.MapDelete("/{id}", DeleteAsync)
            .Describe("deleteSchedule", "Deletes a schedule", "Idempotent. Its runs stay.")
            .Answers(204, "There is none of this id, now or before.")
            .Refuses(Problems.ScheduleNotFound, Problems.ScheduleConflict);
    }

    private static void MapActs(this RouteGroupBuilder schedules)
    {
        schedules.MapPost("/{id}/enable", EnableAsync)
            .Describe(
                "enableSchedule",
                "Lets a schedule fire again",
                "It goes on with the next instant; what passed meanwhile neither fires nor counts as missed. Idempotent.")
            .Answers(200, "The schedule, enabled.")
            .Refuses(Problems.ScheduleNotFound);
        schedules.MapPost("/{id}/disable", DisableAsync)
            .Describe("disableSchedule", "Lets a schedule fire no more", "Idempotent.")
            .Answers(200, "The schedule, disabled.")
            .Refuses(Problems.ScheduleNotFound);
        schedules.MapPost("/{id}/trigger", TriggerAsync)
            .Describe("triggerSchedule", "Starts a run of a schedule now", "Whatever its policies say, also when it is disabled. Sent twice it starts two.")
            .Answers(202, "The run.")
            .Refuses(Problems.ScheduleNotFound, Problems.UnknownWorkflow, Problems.QueueFull);
    }

    private static void MapInstants(this RouteGroupBuilder schedules)
    {
        schedules.MapGet("/{id}/next", ListNextAsync)
            .Describe("listNextTicks", "Lists the next instants of a schedule", "Also of one that is disabled.")
            .Answers(200, "The instants, the first one first.")
            .Refuses(Problems.ScheduleNotFound);
        schedules.MapGet("/{id}/ticks", ListTicksAsync)
            .Describe("listTicks", "Lists what became of a schedule's ticks", "Newest first; the last 1,000 are kept.")
            .Answers(200, "The ticks.")
            .Refuses(Problems.ScheduleNotFound);
        schedules.MapGet("/{id}/backfill", CountBackfillAsync)
            .Describe("countBackfill", "Counts the instants of a span", "As many runs a backfill would start at most.")
            .Answers(200, "The count.")
            .Refuses(Problems.ScheduleNotFound);
        schedules.MapPost("/{id}/backfill", BackfillAsync)
            .Describe("backfillSchedule", "Starts a run for each instant of a span that has none", "10,000 at most. Idempotent while the runs are kept.")
            .Answers(200, "How many it has started.")
            .Refuses(Problems.ScheduleNotFound, Problems.UnknownWorkflow, Problems.QueueFull);
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
        var handle = await client.Schedules.TriggerAsync(schedule.Value, cancellationToken: cancellationToken);
        return TypedResults.Accepted(RunEndpoints.PathOf(handle.Id), await handle.GetStateAsync(cancellationToken));
    }

    /// <summary><c>GET /api/v1/schedules/{id}/next</c>: its next instants.</summary>
    private static async Task<Ok<NextTicks>> ListNextAsync(
        ScheduleId schedule,
        [FromQuery(Name = "count"), Takes(ParameterKind.Number, From = 1, To = ScheduleClient.MaxTicks, Default = TickCount.Next, Description = "How many.")] string? count,
        RedflowClient client,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(new NextTicks(await client.Schedules.ListNextAsync(schedule.Value, TickCount.Read("count", count, TickCount.Next), cancellationToken)));

    /// <summary><c>GET /api/v1/schedules/{id}/ticks</c>: what became of its ticks, newest first.</summary>
    private static async Task<Ok<TickList>> ListTicksAsync(
        ScheduleId schedule,
        [FromQuery(Name = "limit"), Takes(ParameterKind.Number, From = 1, To = ScheduleClient.MaxTicks, Default = TickCount.Past, Description = "How many.")] string? limit,
        RedflowClient client,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(new TickList(await client.Schedules.ListTicksAsync(schedule.Value, TickCount.Read("limit", limit, TickCount.Past), cancellationToken)));

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
