using System.Diagnostics;
using Redflow.Execution;
using Redflow.Steps;
using Redflow.Storage;

namespace Redflow.Telemetry;

/// <summary>The spans of what workers do: a run's wait for them, its passes, its steps.</summary>
internal static class RunSpans
{
    public const string MessagingSystem = "redflow";

    private const string Run = "run";
    private const string Process = "process";
    private const string PreviousPass = "previous_pass";
    private const string WokenBy = "woken_by";

    public static readonly ActivitySource Source = new(RedflowTelemetry.SourceName);

    /// <summary>Starts the span of a pass. It belongs to the trace of the emit, or else to that of the pass before, to which it has a link in any case.</summary>
    public static Activity? StartPass(Pass pass)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var run = pass.Claimed;
        var parent = ContextOf(run.TraceParent ?? run.PreviousPass);
        AddWait(pass, parent);
        return Source.StartActivity($"run {run.Workflow}", ActivityKind.Consumer, parent, tags: null, LinksOf(run))
            ?.Describe(run)
            .SetTag(TelemetryTags.MessagingSystem, MessagingSystem)
            .SetTag(TelemetryTags.MessagingOperation, Run)
            .SetTag(TelemetryTags.MessagingOperationType, Process)
            .SetTag(TelemetryTags.MessagingDestination, run.Queue)
            .SetTag(TelemetryTags.MessagingMessageId, run.Id.ToString());
    }

    /// <summary>Says how a pass ended. An error that ends neither an attempt nor the pass, such as that of a canceled token, is none of the span.</summary>
    public static void EndPass(Activity span, Pass pass, PassOutcome? outcome, Exception? exception)
    {
        var word = Outcomes.Of(pass, outcome);
        span.SetTag(TelemetryTags.Outcome, word);
        if (outcome is null)
        {
            span.SetTag(TelemetryTags.ErrorType, word).SetStatus(ActivityStatusCode.Error, "Nothing of this pass is handed in.");
        }
        else if (exception is not null && outcome is PassOutcome.Failed or PassOutcome.Retry)
        {
            span.Fail(exception!);
        }
    }

    public static Activity? StartStep(Pass pass, StepCall step) => Source.HasListeners()
        ? Source.StartActivity($"step {step.Name}")?.Describe(pass.Claimed).SetTag(TelemetryTags.Step, step.Name)
        : null;

    /// <summary>
    /// Adds the span of what a run has waited since it could have started, or gone on: for a slot, and for a worker. It ends now. How long it is goes by
    /// the store's clock alone: this machine's may be another.
    /// </summary>
    private static void AddWait(Pass pass, ActivityContext parent)
    {
        if (pass.Claimed.ReadySince is { } since && pass.StoreNow - since is { Ticks: >= 0 } waited)
        {
            var now = DateTime.UtcNow;
            using var span = Source.StartActivity($"wait {pass.Claimed.Workflow}", ActivityKind.Internal, parent, tags: null, links: null, now - waited);
            span?.Describe(pass.Claimed).SetEndTime(now);
        }
    }

    private static Activity Describe(this Activity span, ClaimedRun run) => span
        .SetTag(TelemetryTags.Workflow, run.Workflow)
        .SetTag(TelemetryTags.RunId, run.Id.ToString())
        .SetTag(TelemetryTags.Queue, run.Queue)
        .SetTag(TelemetryTags.Attempt, run.Attempt);

    private static List<ActivityLink>? LinksOf(ClaimedRun run)
    {
        if (run.PreviousPass is null && run.WokenBy is null)
        {
            return null;
        }

        var links = new List<ActivityLink>();
        Add(links, run.PreviousPass, PreviousPass);
        Add(links, run.WokenBy, WokenBy);
        return links;
    }

    private static void Add(List<ActivityLink> links, string? traceParent, string kind)
    {
        if (ContextOf(traceParent) is var context && context != default)
        {
            links.Add(new(context, new() { [TelemetryTags.Link] = kind }));
        }
    }

    /// <summary>What is not a trace parent, as clients of other makes may store it, is none.</summary>
    private static ActivityContext ContextOf(string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var context) ? context : default;
}
