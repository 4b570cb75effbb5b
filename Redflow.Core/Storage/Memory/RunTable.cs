using System.Diagnostics.CodeAnalysis;
using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>All runs, with what points to them: the listings, idempotency keys, and when those that have ended expire.</summary>
internal sealed class RunTable
{
    private readonly Dictionary<RunId, MemoryRun> _runs = [];
    private readonly Dictionary<(string Workflow, string Key), MemoryRun> _keys = [];
    private readonly PriorityQueue<MemoryRun, DateTimeOffset> _ended = new();

    /// <summary>By workflow and status: a run is in exactly one of these.</summary>
    public Listing<(string Workflow, RunStatus Status)> ByStatus { get; } = new();

    public Listing<string> ByTag { get; } = new();

    public Listing<RunId> ByParent { get; } = new();

    public Listing<string> ByFingerprint { get; } = new();

    public ChangeBook Changes { get; } = new();

    public MemoryRun? Find(RunId id) => _runs.GetValueOrDefault(id);

    public IEnumerable<MemoryRun> List(MemoryWorkflow workflow, RunStatus status) =>
        ByStatus.OldestFirst((workflow.Name, status)).Select(entry => _runs[entry.Id]);

    public bool TryFindHolder(string workflow, string? key, DateTimeOffset now, [NotNullWhen(true)] out MemoryRun? holder)
    {
        holder = null;
        return !string.IsNullOrEmpty(key) && _keys.TryGetValue((workflow, key), out holder) && !(holder.KeyUntil <= now);
    }

    public void Add(MemoryRun run, RunStatus status)
    {
        run.Status = status;
        Changes.Note(run);
        _runs.Add(run.Id, run);
        ByStatus.Add((run.Workflow, status), run.Place);
        foreach (var tag in run.Emitted.Tags)
        {
            ByTag.Add(tag, run.Place);
        }

        if (run.Emitted.Parent is { } parent)
        {
            ByParent.Add(parent.Run, run.Place);
        }

        TakeKey(run);
    }

    /// <summary>Gives a run its idempotency key, whoever has it.</summary>
    public void TakeKey(MemoryRun run)
    {
        if (run.IdempotencyKey is { } key)
        {
            _keys[(run.Workflow, key)] = run;
        }
    }

    /// <summary>Moves a run from one status, and one listing, to another.</summary>
    public void Move(MemoryRun run, RunStatus status)
    {
        if (run.Status != status)
        {
            ByStatus.Remove((run.Workflow, run.Status), run.Place);
            run.Status = status;
            ByStatus.Add((run.Workflow, status), run.Place);
            Changes.Note(run);
        }
    }

    /// <summary>Gives a run its terminal status; it expires after its workflow's retention.</summary>
    public void End(MemoryRun run, RunStatus status, DateTimeOffset now)
    {
        Move(run, status);
        if (run.Fingerprint is { } fingerprint)
        {
            ByFingerprint.Add(fingerprint, run.Place);
        }

        var until = WholeMilliseconds.After(now, run.Definition.Retention);
        run.FinishedAt = now;
        run.KeptUntil = until;
        _ended.Enqueue(run, until);
    }

    /// <summary>Makes a run that has ended one again that has not.</summary>
    public void Reopen(MemoryRun run)
    {
        run.FinishedAt = null;
        run.KeptUntil = null;
        ForgetFingerprint(run);
    }

    public void Remove(MemoryRun run)
    {
        _runs.Remove(run.Id);
        ByStatus.Remove((run.Workflow, run.Status), run.Place);
        foreach (var tag in run.Emitted.Tags)
        {
            ByTag.Remove(tag, run.Place);
        }

        if (run.Emitted.Parent is { } parent)
        {
            ByParent.Remove(parent.Run, run.Place);
        }

        if (run.CompensationOf is { } compensated)
        {
            ByParent.Remove(compensated, run.Place);
        }

        ForgetFingerprint(run);
        if (run.IdempotencyKey is { } key && _keys.GetValueOrDefault((run.Workflow, key)) == run)
        {
            _keys.Remove((run.Workflow, key));
        }
    }

    /// <summary>Removes the runs whose retention is over; each once, so that what it costs is spread over the operations.</summary>
    public void Expire(DateTimeOffset now)
    {
        while (_ended.TryPeek(out var run, out var until) && until <= now)
        {
            _ended.Dequeue();

            // It may have been deleted since, or retried and ended again; one that owes its compensation comes again when that is made.
            if (run.KeptUntil == until && !run.OwesCompensation && _runs.GetValueOrDefault(run.Id) == run)
            {
                Remove(run);
            }
        }
    }

    /// <summary>Notes that the compensation of a run is made: from here on it expires as others do.</summary>
    public void Release(MemoryRun run)
    {
        run.OwesCompensation = false;
        if (run.KeptUntil is { } until)
        {
            _ended.Enqueue(run, until);
        }
    }

    private void ForgetFingerprint(MemoryRun run)
    {
        if (run.Fingerprint is { } fingerprint)
        {
            ByFingerprint.Remove(fingerprint, run.Place);
            run.Fingerprint = null;
        }
    }
}
