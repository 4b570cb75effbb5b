using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Removes runs that have ended: on request, or because their workflow keeps only so many.</summary>
internal sealed class RunRemover(MemoryState state)
{
    private static readonly RunStatus[] Terminal = [.. RunStatuses.All.Where(status => status.IsTerminal())];

    public DeleteResult Delete(RunId id)
    {
        if (state.Runs.Find(id) is not { } run)
        {
            return DeleteResult.NotFound;
        }

        if (!run.Status.IsTerminal() || run.OwesCompensation)
        {
            return DeleteResult.NotFinished;
        }

        state.Runs.Remove(run);
        return DeleteResult.Deleted;
    }

    /// <summary>
    /// Removes the oldest runs of a workflow and a status that are more than it keeps. Nothing else is left to remove: expired runs went
    /// with all that pointed to them.
    /// </summary>
    /// <returns>The workflow and status to go on with; null at the end of the round.</returns>
    public string? Sweep(string? cursor, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var places = state.Workflows.All.SelectMany(workflow => Terminal.Select(status => (workflow, status)))
            .SkipWhile(place => cursor is not null && string.CompareOrdinal(Cursor(place), cursor) < 0)
            .Take(2)
            .ToArray();
        if (places.Length == 0)
        {
            return null;
        }

        var (workflow, status) = places[0];
        var surplus = state.Runs.ByStatus.Count((workflow.Name, status)) - workflow.Info?.KeepLast ?? 0;
        var removed = state.Runs.List(workflow, status).Take(surplus).Where(run => !run.OwesCompensation).Take(limit).ToArray();
        foreach (var run in removed)
        {
            state.Runs.Remove(run);
        }

        return removed.Length == limit ? Cursor(places[0]) : places.Length == 2 ? Cursor(places[1]) : null;
    }

    // A space sorts before every character of a name, so cursors sort as the workflows do; and the words as the statuses, by number.
    private static string Cursor((MemoryWorkflow Workflow, RunStatus Status) place) => $"{place.Workflow.Name} {(int)place.Status}";
}
