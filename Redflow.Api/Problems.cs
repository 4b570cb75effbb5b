using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Redflow.Api;

/// <summary>Every kind of problem that the API answers with; <c>docs/reference/http-api.md</c> lists them.</summary>
internal static class Problems
{
    public static readonly ProblemType BadRequest = new("bad-request", 400, "The request is not valid HTTP");
    public static readonly ProblemType InvalidParameter = new("invalid-parameter", 400, "A parameter of the request is not valid");
    public static readonly ProblemType MalformedJson = new("malformed-json", 400, "The body is not JSON");
    public static readonly ProblemType InvalidInput = new("invalid-input", 400, "The input does not fit the workflow");
    public static readonly ProblemType Unauthorized = new("unauthorized", 401, "The request takes credentials");
    public static readonly ProblemType Forbidden = new("forbidden", 403, "The caller's role is not enough");
    public static readonly ProblemType EngineName = new("engine-name", 403, "The name is the engine's own");
    public static readonly ProblemType LocalOnly = new("local-only", 403, "The API answers only this machine");

    public static readonly ProblemType CrossOrigin = new("cross-origin", 403, "A page of another origin asks for a change");
    public static readonly ProblemType NotFound = new("not-found", 404, "There is nothing at this path");
    public static readonly ProblemType UnknownWorkflow = new("unknown-workflow", 404, "No worker has registered the workflow");
    public static readonly ProblemType RunNotFound = new("run-not-found", 404, "There is no such run");
    public static readonly ProblemType StepNotFound = new("step-not-found", 404, "The run has stored no such step");
    public static readonly ProblemType BulkNotFound = new("bulk-not-found", 404, "There is no such bulk operation");
    public static readonly ProblemType ScheduleNotFound = new("schedule-not-found", 404, "There is no such schedule");
    public static readonly ProblemType QueueNotFound = new("queue-not-found", 404, "There is no such queue");
    public static readonly ProblemType EventNotFound = new("event-not-found", 404, "There is no such event");
    public static readonly ProblemType MethodNotAllowed = new("method-not-allowed", 405, "This path does not take the method");
    public static readonly ProblemType RunFailed = new("run-failed", 409, "The run failed");
    public static readonly ProblemType RunCanceled = new("run-canceled", 409, "The run was canceled");
    public static readonly ProblemType RunConflict = new("run-conflict", 409, "The run's state does not allow it");
    public static readonly ProblemType IdempotencyKeyTaken = new("idempotency-key-taken", 409, "A run has the idempotency key");
    public static readonly ProblemType ScheduleConflict = new("schedule-conflict", 409, "The schedule can not be changed this way");
    public static readonly ProblemType PayloadTooLarge = new("payload-too-large", 413, "The body is too large");
    public static readonly ProblemType UnsupportedMediaType = new("unsupported-media-type", 415, "The body has to be JSON");
    public static readonly ProblemType QueueFull = new("queue-full", 429, "The workflow's queue is full");
    public static readonly ProblemType TooManyRequests = new("too-many-requests", 429, "Too many requests come from one caller");
    public static readonly ProblemType TooManyStreams = new("too-many-streams", 429, "There are too many open streams");
    public static readonly ProblemType Internal = new("internal-error", 500, "The API failed");
    public static readonly ProblemType PayloadUnreadable = new("payload-unreadable", 500, "The API can't decode what is stored");
    public static readonly ProblemType StoreMisconfigured = new("store-misconfigured", 500, "The API is set up for another store");
    public static readonly ProblemType StoreUnavailable = new("store-unavailable", 503, "Redis does not answer");

    public static IReadOnlyList<ProblemType> All { get; } =
    [
        BadRequest, InvalidParameter, MalformedJson, InvalidInput, Unauthorized, Forbidden, EngineName, LocalOnly, CrossOrigin, NotFound, UnknownWorkflow, RunNotFound,
        StepNotFound, BulkNotFound, ScheduleNotFound, QueueNotFound, EventNotFound, MethodNotAllowed, RunFailed, RunCanceled, RunConflict,
        IdempotencyKeyTaken, ScheduleConflict,
        PayloadTooLarge, UnsupportedMediaType, QueueFull, TooManyRequests, TooManyStreams, Internal, PayloadUnreadable, StoreMisconfigured, StoreUnavailable,
    ];

    /// <summary>Describes an answer that the framework gave without a body.</summary>
    public static ProblemDetails ForStatus(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        return response.StatusCode switch
        {
            StatusCodes.Status404NotFound => NotFound.With($"There is nothing at '{request.Path}'. The API's paths begin with /api/v1."),
            StatusCodes.Status405MethodNotAllowed => MethodNotAllowed.With(
                $"'{request.Path}' takes {response.Headers.Allow}, not {request.Method}."),
            var status => OfHttp(status, ReasonPhrases.GetReasonPhrase(status)),
        };
    }

    /// <summary>Describes a request that the server could not read.</summary>
    public static ProblemDetails OfHttp(int status, string detail) => status switch
    {
        StatusCodes.Status400BadRequest => BadRequest.With(detail),
        StatusCodes.Status413PayloadTooLarge => PayloadTooLarge.With(detail),
        _ => new ProblemDetails { Status = status, Detail = detail },
    };
}
