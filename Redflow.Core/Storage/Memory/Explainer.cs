using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Tells why runs that have not ended aren't running.</summary>
internal sealed class Explainer(MemoryState state)
{
    private const int MostHolders = 10;

    public WaitReason? Explain(RunId id, DateTimeOffset now) => state.Runs.Find(id) switch
    {
        { Status: RunStatus.Scheduled } run => new WaitReason.Delayed(run.DueAt!.Value),
        { Status: RunStatus.Waiting } run => new WaitReason.Suspended(WaitingSteps(run, now)),
        { Status: RunStatus.Queued, IsInBacklog: true } run => ExplainBacklog(run, now),
        { Status: RunStatus.Queued } run => ExplainReady(run, now),
        _ => null,
    };

    private static IReadOnlyList<WaitingStep> WaitingSteps(MemoryRun run, DateTimeOffset now) =>
    [
        .. run.Steps.Values.Where(step => !step.IsOver(now)).OrderBy(step => step.Position)
            .Select(step => new WaitingStep(step.Record.Name, step.Wait!.Kind, step.Wait.Target, step.Wait.Until)),
    ];

    private static WaitReason ExplainBacklog(MemoryRun run, DateTimeOffset now)
    {
        var (workflow, key) = (run.Definition, run.LimitKey);
        return workflow.Pause is { } pause ? new WaitReason.WorkflowPaused(pause)
            : workflow.IsFull ? new WaitReason.ConcurrencyLimit(
                workflow.Limits.MaxConcurrency!.Value, workflow.Slots.Count, [.. workflow.Slots.Holders.Take(MostHolders)])
            : workflow.IsKeyFull(key) ? new WaitReason.KeyConcurrencyLimit(
                key, workflow.Limits.MaxConcurrencyPerKey!.Value, workflow.Slots.CountOf(key))
            : !run.IsResumed && workflow.RateUsedUpUntil(key, now) is { } until ? new WaitReason.RateLimited(workflow.Limits.Rate!, until)
            : new WaitReason.Backlog();
    }

    private WaitReason ExplainReady(MemoryRun run, DateTimeOffset now)
    {
        var queue = state.Queues[run.Queue];
        return run.Definition.Pause is { } pause ? new WaitReason.WorkflowPaused(pause)
            : queue.Pause is { } queuePause ? new WaitReason.QueuePaused(run.Queue, queuePause)
            : run.Definition.Info is null ? new WaitReason.WorkflowUnknown(run.Workflow)
            : !IsServed(run.Queue, now) ? new WaitReason.NoWorker(run.Queue)
            : new WaitReason.Ready(run.Queue, queue.CountBefore(run));
    }

    private bool IsServed(string queue, DateTimeOffset now) =>
        state.Workers.Values.Any(lease => lease.ExpiresAt > now && lease.Worker.Queues.Contains(queue));
}
