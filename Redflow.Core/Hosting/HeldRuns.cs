using System.Collections.Concurrent;
using Redflow.Execution;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Hosting;

/// <summary>
/// The runs that this worker has claimed and not handed in yet. What is lost leaves at once: were it kept and named at the next
/// renewal, a run whose outcome is dropped would stay under this worker's healthy lease for ever.
/// </summary>
internal sealed class HeldRuns
{
    private readonly ConcurrentDictionary<RunId, Pass> _passes = new();

    public int Count => _passes.Count;

    /// <summary>Adds a pass. A run that this worker lost and has claimed again, before it heard of the loss, has an older pass here: it is lost.</summary>
    public void Add(Pass pass)
    {
        if (_passes.TryGetValue(pass.Claimed.Id, out var older))
        {
            older.Cancel(CancellationReason.LeaseLost);
        }

        _passes[pass.Claimed.Id] = pass;
    }

    /// <summary>Removes a pass, unless the run has been claimed anew since.</summary>
    public void Remove(RunId id, long fence)
    {
        if (_passes.TryGetValue(id, out var pass) && pass.Claimed.Fence == fence)
        {
            _passes.TryRemove(new(id, pass));
        }
    }

    public IReadOnlyList<HeldRun> Snapshot() => [.. _passes.Values.Select(pass => new HeldRun(pass.Claimed.Id, pass.Claimed.Fence))];

    /// <summary>Has a handler told that its run is to be canceled.</summary>
    public void Cancel(HeldRun run) => Find(run)?.Cancel(CancellationReason.RunCanceled);

    /// <summary>Ends a pass whose run took too long and has ended: nothing of it is handed in any more.</summary>
    public void TimeOut(HeldRun run) => Drop(run, CancellationReason.RunTimedOut);

    /// <summary>Loses a pass: nothing of it is handed in any more.</summary>
    public void Lose(HeldRun run) => Drop(run, CancellationReason.LeaseLost);

    public void CancelAll(CancellationReason reason)
    {
        foreach (var pass in _passes.Values)
        {
            pass.Cancel(reason);
        }
    }

    public int LoseAll()
    {
        var all = Snapshot();
        foreach (var held in all)
        {
            Lose(held);
        }

        return all.Count;
    }

    private void Drop(HeldRun run, CancellationReason reason)
    {
        if (Find(run) is { } pass)
        {
            _passes.TryRemove(new(run.Id, pass));
            pass.Cancel(reason);
        }
    }

    /// <summary>Finds a pass; null when it is over, or its run has been claimed anew since.</summary>
    private Pass? Find(HeldRun run) => _passes.GetValueOrDefault(run.Id) is { } pass && pass.Claimed.Fence == run.Fence ? pass : null;
}
