using System.Security.Cryptography;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Redflow.Bulk;
using Redflow.Client;
using Redflow.Events;
using Redflow.Payloads;
using Redflow.Queues;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Api;

/// <summary>
/// The catch-all of the HTTP pipeline: what the engine refuses becomes the problem that names it, and everything else a bare 500 whose
/// cause stands in the log alone.
/// </summary>
internal sealed partial class ExceptionProblems(ILogger<ExceptionProblems> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "1";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Describe(exception);
        if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            LogUnexpected(logger, exception, httpContext.Request.Method, httpContext.Request.Path);
        }
        else if (problem.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        await TypedResults.Problem(problem).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>The status with which an exception is answered.</summary>
    public static int StatusOf(Exception exception) => exception is OperationCanceledException
        ? StatusCodes.Status499ClientClosedRequest
        : Describe(exception).Status ?? StatusCodes.Status500InternalServerError;

    private static ProblemDetails Describe(Exception exception) => exception switch
    {
        ProblemException refused => refused.Problem,
        BadHttpRequestException bad => Problems.OfHttp(bad.StatusCode, bad.Message),
        AntiforgeryValidationException { InnerException: BadHttpRequestException bad } => Problems.OfHttp(bad.StatusCode, bad.Message),
        AntiforgeryValidationException => Problems.BadRequest.With("The form can't be read."),
        PayloadTooLargeException => Problems.PayloadTooLarge.With(exception.Message),
        InputValidationException invalid => Problems.InvalidInput.With(exception.Message, ("errors", Errors(invalid))),
        UnknownWorkflowException unknown => Problems.UnknownWorkflow.With(
            $"Workflow '{unknown.Workflow}' is not registered by any worker. Start a worker that has it.",
            ("knownWorkflows", unknown.Known)),
        RunNotFoundException => Problems.RunNotFound.With(exception.Message),
        StepNotFoundException => Problems.StepNotFound.With(exception.Message),
        BulkNotFoundException => Problems.BulkNotFound.With(exception.Message),
        IdempotencyKeyTakenException taken => Problems.IdempotencyKeyTaken.With(exception.Message, ("runId", taken.Holder)),
        ScheduleNotFoundException => Problems.ScheduleNotFound.With(exception.Message),
        QueueNotFoundException => Problems.QueueNotFound.With(exception.Message),
        EventNotFoundException => Problems.EventNotFound.With(exception.Message),
        ScheduleConflictException => Problems.ScheduleConflict.With(exception.Message),
        QueueFullException => Problems.QueueFull.With(exception.Message),
        PayloadUnreadableException => Problems.PayloadUnreadable.With(exception.Message),
        StoreConfigurationException => Problems.StoreMisconfigured.With(exception.Message),
        StoreUnavailableException => Problems.StoreUnavailable.With(exception.Message),
        // Sessions and forms are encrypted with keys that are in Redis.
        CryptographicException { InnerException: { } inner } when Describe(inner) is { Status: StatusCodes.Status503ServiceUnavailable } away => away,
        _ => Problems.Internal.With("The API's log says why, under this trace id."),
    };

    /// <summary>Names each member once, with all that is wrong with it; <c>$</c> is the input itself.</summary>
    private static Dictionary<string, string[]> Errors(InputValidationException invalid) => invalid.Problems
        .GroupBy(problem => problem.Member.Length == 0 ? "$" : problem.Member, problem => problem.Message)
        .ToDictionary(member => member.Key, member => member.ToArray());

    [LoggerMessage(4000, LogLevel.Error, "{Method} {Path} failed unexpectedly")]
    private static partial void LogUnexpected(ILogger logger, Exception exception, string method, string path);
}
