using System.Diagnostics;

namespace Redflow.Telemetry;

/// <summary>The engine's traces. One trace goes from the emit through every pass of the run and each of its steps.</summary>
public static class RedflowTelemetry
{
    /// <summary>The name of the <see cref="ActivitySource"/>.</summary>
    public const string SourceName = "Redflow";

    /// <summary>The tag that holds a run's id.</summary>
    public const string RunIdTag = "redflow.run.id";

    private const string WorkflowTag = "redflow.workflow";

    private static readonly ActivitySource Source = new(SourceName);

    internal static Activity? StartEmit(string workflow) =>
        Source.HasListeners() ? Source.StartActivity($"emit {workflow}", ActivityKind.Producer)?.SetTag(WorkflowTag, workflow) : null;

    internal static Activity? StartPass(Execution.Pass pass)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var run = pass.Claimed;
        ActivityContext.TryParse(run.TraceParent, null, isRemote: true, out var parent);
        return Source.StartActivity($"run {run.Workflow}", ActivityKind.Consumer, parent)
            ?.SetTag(WorkflowTag, run.Workflow)
            .SetTag(RunIdTag, run.Id.ToString())
            .SetTag("redflow.queue", run.Queue)
            .SetTag("redflow.attempt", run.Attempt);
    }

    internal static Activity? StartStep(string step) =>
        Source.HasListeners() ? Source.StartActivity($"step {step}")?.SetTag("redflow.step", step) : null;
}
