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
    private readonly Lock _gate = new();
    private readonly Dictionary<RunId, (Pass Pass, int Term)> _passes = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _passes.Count;
            }
        }
    }

    /// <summary>Adds a pass. A run that this worker lost and has claimed again, before it heard of the loss, has an older pass here: it is lost.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="term">The <see cref="Lease.Term"/> under which its run was claimed.</param>
    public void Add(Pass pass, int term)
    {
        (Pass Pass, int Term) older;
        lock (_gate)
        {
            _passes.Remove(pass.Claimed.Id, out older);
            _passes.Add(pass.Claimed.Id, (pass, term));
        }

        older.Pass?.Cancel(CancellationReason.LeaseLost);
    }

    /// <summary>Removes a pass, unless the run has been claimed anew since.</summary>
    public void Remove(RunId id, long fence)
    {
        lock (_gate)
        {
            if (Find(new(id, fence)) is not null)
            {
                _passes.Remove(id);
            }
        }
    }

    public IReadOnlyList<HeldRun> Snapshot() => [.. Passes(int.MaxValue).Select(static pass => new HeldRun(pass.Claimed.Id, pass.Claimed.Fence))];

    /// <summary>Has a handler told that its run is to be canceled.</summary>
    public void Cancel(HeldRun run) => Find(run)?.Cancel(CancellationReason.RunCanceled);

    /// <summary>Ends a pass whose run took too long and has ended: nothing of it is handed in any more.</summary>
    public void TimeOut(HeldRun run) => Drop(run, CancellationReason.RunTimedOut);

    /// <summary>Loses a pass: nothing of it is handed in any more.</summary>
    public void Lose(HeldRun run) => Drop(run, CancellationReason.LeaseLost);

    public void CancelAll(CancellationReason reason)
    {
        foreach (var pass in Passes(int.MaxValue))
        {
            pass.Cancel(reason);
        }
    }

    /// <summary>Loses all that was claimed up to a term of the lease.</summary>
    /// <returns>How many passes.</returns>
    public int LoseUpTo(int term)
    {
        var all = Passes(term);
        foreach (var pass in all)
        {
            Lose(new(pass.Claimed.Id, pass.Claimed.Fence));
        }

        return all.Length;
    }

    private void Drop(HeldRun run, CancellationReason reason)
    {
        Pass? pass;
        lock (_gate)
        {
            pass = Find(run);
            if (pass is not null)
            {
                _passes.Remove(run.Id);
            }
        }

        pass?.Cancel(reason);
    }

    /// <summary>The passes whose runs were claimed up to a term of the lease.</summary>
    private Pass[] Passes(int term)
    {
        lock (_gate)
        {
            return [.. _passes.Values.Where(held => held.Term <= term).Select(static held => held.Pass)];
        }
    }

    /// <summary>Finds a pass; null when it is over, or its run has been claimed anew since.</summary>
    private Pass? Find(HeldRun run)
    {
        lock (_gate)
        {
            return _passes.TryGetValue(run.Id, out var held) && held.Pass.Claimed.Fence == run.Fence ? held.Pass : null;
        }
    }
}
