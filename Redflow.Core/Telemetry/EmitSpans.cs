using System.Diagnostics;
using Redflow.Events;
using Redflow.Storage;

namespace Redflow.Telemetry;

/// <summary>The spans of what is sent: runs and events, by clients and by steps. What comes of it continues their trace.</summary>
internal static class EmitSpans
{
    private const string Emit = "emit";
    private const string Send = "send";

    public static Activity? StartRun(string workflow) =>
        RunSpans.Source.HasListeners() ? Start($"emit {workflow}")?.SetTag(TelemetryTags.Workflow, workflow) : null;

    public static Activity? StartRuns(string workflow, int count) =>
        StartRun(workflow)?.SetTag(TelemetryTags.MessagingBatchCount, count);

    public static Activity? StartEvent(string name) => RunSpans.Source.HasListeners()
        ? Start($"emit event {name}")?.SetTag(TelemetryTags.Event, name).SetTag(TelemetryTags.MessagingDestination, name)
        : null;

    public static void Describe(this Activity span, NewRun run, string? queue) => span
        .SetTag(TelemetryTags.RunId, run.Id.ToString())
        .SetTag(TelemetryTags.MessagingMessageId, run.Id.ToString())
        .SetTag(TelemetryTags.Queue, queue)
        .SetTag(TelemetryTags.MessagingDestination, queue);

    public static void Describe(this Activity span, EventId id) => span.SetTag(TelemetryTags.MessagingMessageId, id.ToString());

    /// <summary>Marks a span as failed, by OpenTelemetry's conventions: its status, the type of the error, and the exception as an event.</summary>
    public static void Fail(this Activity span, Exception exception) => span
        .AddException(exception)
        .SetTag(TelemetryTags.ErrorType, exception.GetType().FullName)
        .SetStatus(ActivityStatusCode.Error, exception.Message);

    /// <summary>Awaits what a span is about, and marks it when that fails.</summary>
    public static async Task<T> ObserveAsync<T>(this Activity? span, Task<T> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            span?.Fail(exception);
            throw;
        }
    }

    private static Activity? Start(string name) => RunSpans.Source.StartActivity(name, ActivityKind.Producer)
        ?.SetTag(TelemetryTags.MessagingSystem, RunSpans.MessagingSystem)
        .SetTag(TelemetryTags.MessagingOperation, Emit)
        .SetTag(TelemetryTags.MessagingOperationType, Send);
}
