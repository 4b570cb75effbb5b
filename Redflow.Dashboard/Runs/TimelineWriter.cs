using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Dashboard.Runs;

/// <summary>Puts together what is stored of a run.</summary>
/// <param name="snapshot">The run and its steps.</param>
/// <param name="reason">Why it waits.</param>
/// <param name="children">Its children.</param>
/// <param name="log">What its handler has logged.</param>
internal sealed class TimelineWriter(RunSnapshot snapshot, WaitReason? reason, RunPage children, IReadOnlyList<RunLogLine> log)
{
    private readonly ILookup<string, WaitingStep> _waits = (reason is WaitReason.Suspended suspended ? suspended.Steps : []).ToLookup(wait => wait.Step);
    private readonly ILookup<string?, RunId> _children = children.Runs.ToLookup(child => child.ParentStep, child => child.Id);
    private readonly ILookup<string?, RunLogLine> _lines = log.ToLookup(line => line.Step);

    public RunTimeline Write() => new(
        snapshot.At,
        snapshot.Run,
        [.. Attempts()],
        [.. snapshot.Steps.Select(ToStep)],
        WaitView.Of(reason),
        children.Runs,
        children.NextCursor is not null,
        log.Count);

    private IEnumerable<TimelineAttempt> Attempts()
    {
        var run = snapshot.Run;
        var before = default(RunAttempt);
        foreach (var failed in run.FailedAttempts)
        {
            yield return ToAttempt(failed.Attempt, RunStatus.Failed, before, failed.FailedAt, failed.Error);
            before = failed;
        }

        yield return ToAttempt(run.Attempt, run.Status, before, run.FinishedAt, run.Status == RunStatus.Failed ? run.Error : null);
    }

    private TimelineAttempt ToAttempt(int number, RunStatus status, RunAttempt? before, DateTimeOffset? endedAt, RunError? error)
    {
        DateTimeOffset? queuedAt = number == 1 ? snapshot.Run.CreatedAt : before?.Attempt == number - 1 ? before.FailedAt : null;
        var startedAt = number == 1 ? snapshot.Run.StartedAt : FirstStepOf(number);
        return new(
            number, status, queuedAt, startedAt, endedAt, startedAt - queuedAt, TimelineError.Of(error), log.Count(line => line.Attempt == number));
    }

    /// <summary>The claims after the first one are not stored; the first step of the attempt is the next best.</summary>
    private DateTimeOffset? FirstStepOf(int attempt) => snapshot.Steps.Where(step => step.Attempt == attempt).Min(step => (DateTimeOffset?)step.StartedAt);

    private TimelineStep ToStep(StepRecord step) => new(
        step.Name,
        step.Status,
        step.Attempt,
        step.StartedAt,
        step.Status == StepStatus.Running ? null : step.FinishedAt,
        _waits[step.Name].FirstOrDefault(),
        [.. _children[step.Name]],
        TimelineError.Of(step.Error),
        _lines[step.Name].Count());
}
