using Redflow.Steps;
using Redflow.Storage;

namespace Redflow.Execution;

/// <summary>
/// The time as a handler may know it: that of the last step that it has seen the end of, by the store's clock, so that every pass sees the same.
/// Tells, too, whether all that earlier passes have done was seen.
/// </summary>
internal sealed class PassClock(ClaimedRun claimed, Lock gate)
{
    /// <summary>Null for nothing, as in a first pass.</summary>
    private readonly HashSet<string>? _unseen = claimed.Steps.Count + claimed.FailedSteps.Count + claimed.Waits.Count + claimed.FailedAttempts.Count == 0
        ? null
        : [.. claimed.Steps.Keys, .. claimed.FailedSteps.Keys, .. WaitsThatAreOver(claimed), .. FailuresToRepeat(claimed)];

    private DateTimeOffset _now = claimed.StartedAt;

    public DateTimeOffset Now
    {
        get
        {
            lock (gate)
            {
                return _now;
            }
        }
    }

    /// <summary>Whether something that an earlier pass has done was not seen yet.</summary>
    public bool IsBehind
    {
        get
        {
            lock (gate)
            {
                return _unseen?.Count > 0;
            }
        }
    }

    /// <summary>Something that an earlier pass has done and that was not seen yet, the earliest of all; null for nothing. What has undone other steps is no such thing.</summary>
    public string? Unseen
    {
        get
        {
            lock (gate)
            {
                return _unseen?.Where(step => !step.StartsWith(Compensations.Prefix, StringComparison.Ordinal))
                    .OrderBy(step => claimed.StepTimes.GetValueOrDefault(step, DateTimeOffset.MaxValue))
                    .FirstOrDefault();
            }
        }
    }

    /// <summary>Notes that what is stored of a step was seen.</summary>
    public void See(string step)
    {
        lock (gate)
        {
            _unseen?.Remove(step);
        }

        if (claimed.StepTimes.TryGetValue(step, out var at))
        {
            Advance(at);
        }
    }

    /// <summary>Notes that something new was stored: what was not seen by then has no place in the handler any more.</summary>
    public void CatchUp(DateTimeOffset at)
    {
        lock (gate)
        {
            _unseen?.Clear();
            Advance(at);
        }
    }

    private void Advance(DateTimeOffset to)
    {
        lock (gate)
        {
            _now = to > _now ? to : _now;
        }
    }

    /// <summary>A compensation goes through the failures of the run too; other runs try those steps anew.</summary>
    private static IEnumerable<string> FailuresToRepeat(ClaimedRun claimed) => claimed.CompensationOf is null ? [] : claimed.FailedAttempts.Keys;

    /// <summary>Those between the tries at a step are seen with the step alone.</summary>
    private static IEnumerable<string> WaitsThatAreOver(ClaimedRun claimed) =>
        claimed.Waits.Where(wait => wait.Value <= TimeSpan.Zero && !StepTries.IsWaitName(wait.Key)).Select(wait => wait.Key);
}
