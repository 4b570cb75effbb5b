using Redflow.Client;
using Redflow.Dashboard.Redaction;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Dashboard.Runs;

/// <summary>Reads a run for its page: four calls of the store at most, as many for each run below it that is unfolded, and one for each that it comes of, and one for the workflow of a run that is due later.</summary>
internal sealed class RunReader(RedflowClient client, Veil veil)
{
    /// <summary>How many levels of children are unfolded.</summary>
    public const int MaxDepth = 4;

    private const int MaxAncestors = 8;

    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public async Task<ShownRun> ReadAsync(RunAddress address, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var root = await UnfoldAsync(await ReadBranchAsync(address.Run, viewer, cancellationToken), address.Open, MaxDepth, viewer, cancellationToken);
        return new(address, root, await ReadAncestorsAsync(root.Run, viewer, cancellationToken))
        {
            IsRegistered = root.Timeline.Wait is not { Kind: WaitView.Delayed } || await IsRegisteredAsync(root.Run.Workflow, cancellationToken),
            Selected = await SelectAsync(root.Find(address.Of ?? address.Run), address.Step, viewer, cancellationToken),
        };
    }

    /// <summary>Reads a run and its steps.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public async Task<StoredRun> ReadStoredAsync(RunId id, DashboardViewer viewer, CancellationToken cancellationToken) =>
        veil.Cover(StoredRun.Of(await client.GetRunSnapshotAsync(id, cancellationToken)), viewer);

    /// <summary>Reads a run with all that is kept of it, as JSON.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public async Task<byte[]> ExportAsync(RunId id, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var (snapshot, timeline, lines) = await ReadWholeAsync(id, cancellationToken);
        return veil.Write(new WholeRun(snapshot.Run, snapshot.Steps, lines, timeline), viewer);
    }

    private async Task<ShownBranch> ReadBranchAsync(RunId id, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var (snapshot, timeline, lines) = await ReadWholeAsync(id, cancellationToken);
        return new(
            veil.Cover(StoredRun.Of(snapshot), viewer),
            veil.Cover(timeline, viewer),
            veil.Cover(new RunLog(lines), viewer).Lines,
            snapshot.Steps.Where(step => step.WaitedFor is not null).Select(step => step.Name).ToHashSet());
    }

    private async Task<(RunSnapshot Snapshot, RunTimeline Timeline, IReadOnlyList<RunLogLine> Lines)> ReadWholeAsync(RunId id, CancellationToken cancellationToken)
    {
        var snapshot = await client.GetRunSnapshotAsync(id, cancellationToken);
        var reason = snapshot.Run.Status.IsTerminal() ? null : await client.ExplainRunAsync(id, cancellationToken);
        var children = await client.ListRunsAsync(new() { Parent = id, Limit = RunQuery.MaxLimit }, cancellationToken);
        var lines = await client.GetRunLogAsync(id, cancellationToken);
        return (snapshot, new TimelineWriter(snapshot, reason, children, lines).Write(), lines);
    }

    /// <summary>Reads the children that are to be unfolded, and theirs; one that is deleted meanwhile stays folded.</summary>
    private async Task<ShownBranch> UnfoldAsync(
        ShownBranch branch, IReadOnlyList<RunId> open, int depth, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var unfolded = new List<ShownBranch>();
        foreach (var child in branch.Timeline.Children.Where(child => depth > 0 && open.Contains(child.Id)))
        {
            try
            {
                unfolded.Add(await UnfoldAsync(await ReadBranchAsync(child.Id, viewer, cancellationToken), open, depth - 1, viewer, cancellationToken));
            }
            catch (RunNotFoundException)
            {
                // It was listed a moment ago: its retention is over, or somebody has deleted it.
            }
        }

        return branch with { Unfolded = unfolded };
    }

    /// <summary>Reads the runs that one comes of; those whose retention is over are not known any more.</summary>
    private async Task<IReadOnlyList<RunSummary>> ReadAncestorsAsync(RunSummary run, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var ancestors = new List<RunSummary>();
        for (var next = run.Parent ?? run.CompensationOf; next is { } id && ancestors.Count < MaxAncestors;)
        {
            if (await client.FindRunAsync(id, cancellationToken) is not { } parent)
            {
                break;
            }

            ancestors.Insert(0, parent);
            next = parent.Parent ?? parent.CompensationOf;
        }

        return veil.Cover(new RunPage(ancestors, NextCursor: null), viewer).Runs;
    }

    private async Task<SelectedStep?> SelectAsync(ShownBranch? branch, string? name, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        if (branch?.Stored.Steps.FirstOrDefault(step => step.Name == name) is not { } record)
        {
            return null;
        }

        var selected = new SelectedStep(branch, record);
        return selected.Children is [var only] && await client.FindRunAsync(only.Id, cancellationToken) is { } child
            ? selected with { ChildInput = veil.Cover(new StoredRun(child, child.Progress, []), viewer).Run.Input }
            : selected;
    }

    private async Task<bool> IsRegisteredAsync(string workflow, CancellationToken cancellationToken)
    {
        try
        {
            _ = await client.GetWorkflowMetaAsync(workflow, cancellationToken);
            return true;
        }
        catch (UnknownWorkflowException)
        {
            return false;
        }
    }
}
