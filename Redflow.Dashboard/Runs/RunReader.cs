using Redflow.Client;
using Redflow.Dashboard.Redaction;
using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>Reads a run for its page: what its timeline is drawn of, and its payloads, in four calls of the store at most.</summary>
internal sealed class RunReader(RedflowClient client, Veil veil)
{
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public async Task<ShownRun> ReadAsync(RunId id, string? step, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var snapshot = await client.GetRunSnapshotAsync(id, cancellationToken);
        var reason = snapshot.Run.Status.IsTerminal() ? null : await client.ExplainRunAsync(id, cancellationToken);
        var children = await client.ListRunsAsync(new() { Parent = id, Limit = RunQuery.MaxLimit }, cancellationToken);
        var lines = await client.GetRunLogAsync(id, cancellationToken);
        var timeline = new TimelineWriter(snapshot, reason, children, lines).Write();
        return new(
            veil.Cover(new StoredRun(snapshot.Run, snapshot.Run.Progress, snapshot.Steps), viewer),
            veil.Cover(timeline, viewer),
            veil.Cover(new RunLog(lines), viewer).Lines,
            snapshot.Steps.Where(stored => stored.WaitedFor is not null).Select(stored => stored.Name).ToHashSet(),
            step);
    }
}
