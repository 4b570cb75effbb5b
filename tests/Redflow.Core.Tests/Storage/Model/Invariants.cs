using Redflow.Limits;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Core.Tests.Storage.Model;

/// <summary>What holds after every move, whatever a model says.</summary>
internal sealed class Invariants
{
    private readonly Dictionary<string, WorkflowLimits> _limits = [];
    private readonly Dictionary<(string Workflow, string? Key), int> _running = [];
    private readonly Dictionary<RunId, RunStatus> _ended = [];
    private readonly Dictionary<(RunId Run, string Step), string> _committed = [];
    private readonly Dictionary<RunId, (long Tested, long Model)> _fences = [];
    private readonly HashSet<RunId> _withoutKey = [];

    /// <summary>Runs that were running when a limit was lowered go on; no other ones start before they are fewer.</summary>
    public void LimitTo(string workflow, WorkflowLimits limits) => _limits[workflow] = limits;

    /// <summary>A run may be retried: its end is not the last word.</summary>
    public void Reopen(RunId id)
    {
        _ended.Remove(id);
        _withoutKey.Add(id);
    }

    /// <summary>Runs may lose their keys while they go on.</summary>
    public void FreeKeys(IEnumerable<RunId> runs) => _withoutKey.UnionWith(runs);

    /// <summary>A run was claimed: under a higher fence than ever before, in each store.</summary>
    public void Claim(RunId id, long tested, long model, Func<string> log)
    {
        if (_fences.TryGetValue(id, out var before) && (tested <= before.Tested || model <= before.Model))
        {
            throw new DisagreementException($"Run {id} was claimed under the fences {(tested, model)} after {before}.\nCalls:\n{log()}");
        }

        _fences[id] = (tested, model);
    }

    public void Check(IReadOnlyList<RunSummary> found, Func<string> log)
    {
        Forget(found);
        Throw([.. BrokenLimits(found), .. BrokenEnds(found), .. BrokenKeys(found)], log);
    }

    public void Check(Details found, int runs, Func<string> log) => Throw([.. BrokenSteps(found), .. BrokenIndexes(found, runs)], log);

    private static void Throw(IReadOnlyList<string> broken, Func<string> log)
    {
        if (broken.Count > 0)
        {
            throw new DisagreementException($"{broken[0]}\nCalls:\n{log()}");
        }
    }

    /// <summary>Another run may get the id of one that was deleted: its emit is sent again.</summary>
    private void Forget(IReadOnlyList<RunSummary> found)
    {
        var known = found.Select(run => run.Id).ToHashSet();
        foreach (var id in _ended.Keys.Except(known).ToArray())
        {
            _ended.Remove(id);
            _fences.Remove(id);
            foreach (var step in _committed.Keys.Where(step => step.Run == id).ToArray())
            {
                _committed.Remove(step);
            }
        }
    }

    private IEnumerable<string> BrokenLimits(IReadOnlyList<RunSummary> found)
    {
        var running = found.Where(run => run.Status == RunStatus.Running).ToArray();
        foreach (var (workflow, limits) in _limits)
        {
            var own = running.Where(run => run.Workflow == workflow).ToArray();
            var groups = own.GroupBy(run => run.LimitKey ?? "").Select(runs => (runs.Key, runs.Count()))
                .Select(group => (Key: (string?)group.Key, Count: group.Item2, Most: limits.MaxConcurrencyPerKey))
                .Append((null, own.Length, limits.MaxConcurrency));
            foreach (var (key, count, most) in groups)
            {
                if (count > most && count > _running.GetValueOrDefault((workflow, key)))
                {
                    yield return $"{count} runs of {workflow} {key} are running, {most} may.";
                }
            }
        }

        Note(running);
    }

    private void Note(IReadOnlyList<RunSummary> running)
    {
        _running.Clear();
        foreach (var run in running)
        {
            _running[(run.Workflow, null)] = _running.GetValueOrDefault((run.Workflow, null)) + 1;
            _running[(run.Workflow, run.LimitKey ?? "")] = _running.GetValueOrDefault((run.Workflow, run.LimitKey ?? "")) + 1;
        }
    }

    private IEnumerable<string> BrokenEnds(IReadOnlyList<RunSummary> found)
    {
        foreach (var run in found)
        {
            if (_ended.TryGetValue(run.Id, out var status) && status != run.Status)
            {
                yield return $"Run {run.Id} had ended {status}, and now is {run.Status}.";
            }
            else if (run.Status.IsTerminal())
            {
                _ended[run.Id] = run.Status;
            }
        }
    }

    private IEnumerable<string> BrokenSteps(Details found)
    {
        foreach (var (run, step) in found.Runs.Zip(found.Steps).SelectMany(run => (run.Second ?? []).Select(step => (run.First, step))))
        {
            var text = Plain.Text(step);
            if (step.Status == StepStatus.Succeeded && !_committed.TryAdd((run, step.Name), text) && _committed[(run, step.Name)] != text)
            {
                yield return $"Step {step.Name} of run {run} had succeeded as {_committed[(run, step.Name)]}, and now is {text}.";
            }
            else if (step.Status != StepStatus.Succeeded && _committed.ContainsKey((run, step.Name)))
            {
                yield return $"Step {step.Name} of run {run} had succeeded, and now is {text}.";
            }
        }
    }

    private static IEnumerable<string> BrokenIndexes(Details found, int runs)
    {
        if (found.Stats.Runs.Values.Sum() != runs)
        {
            yield return "A run is counted in more than one status, or in none.";
        }
    }

    /// <summary>A run that was retried goes on beside the one that took its key over.</summary>
    private IEnumerable<string> BrokenKeys(IReadOnlyList<RunSummary> found) => found
        .Where(run => run.IdempotencyKey is not null && !run.Status.IsTerminal() && !_withoutKey.Contains(run.Id))
        .GroupBy(run => (run.Workflow, run.IdempotencyKey))
        .Where(runs => runs.Count() > 1)
        .Select(runs => $"The key {runs.Key} is held by {runs.Count()} runs.");
}
