using Redflow.Client;
using Redflow.Dashboard.Queries;
using Redflow.Dashboard.Redaction;
using Redflow.Events;
using Redflow.Runs;

namespace Redflow.Dashboard.Events;

/// <summary>Reads events as their pages show them.</summary>
internal sealed class EventReader(RedflowClient client, Veil veil)
{
    /// <summary>Of how many runs of a kind an event's page says where they stand: each is read as a whole.</summary>
    public const int MaxKnown = 10;

    public async Task<EventList> ListAsync(EventFilter filter, string? cursor, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var found = await Sieve.ReadAsync<EventRecord>(cursor, async at =>
        {
            var page = await client.ListEventsAsync(filter.Query with { Cursor = at }, cancellationToken);
            return (page.Events, page.NextCursor);
        }, filter.Takes);
        var rows = found.Rows.Select(row => veil.Cover(ShownEvent.Of(row), viewer)).ToArray();
        return new(filter, new(rows, found.NextCursor, found.Looked), cursor is null);
    }

    /// <exception cref="EventNotFoundException">There is no such event.</exception>
    public async Task<EventState> ReadAsync(EventId id, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var found = await client.GetEventAsync(id, cancellationToken);
        var runs = await Task.WhenAll(found.Started.Take(MaxKnown).Concat(found.Released.Take(MaxKnown)).Distinct().Select(run => client.FindRunAsync(run, cancellationToken)));
        var known = veil.Cover(new MatchedRuns([.. runs.OfType<RunSummary>()]), viewer);
        return new(veil.Cover(ShownEvent.Of(found), viewer), known.Runs.ToDictionary(run => run.Id));
    }

    /// <summary>The names of the events that workflows are started by.</summary>
    public async Task<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken) =>
        [.. (await client.ListWorkflowsAsync(cancellationToken)).SelectMany(workflow => workflow.Events).Distinct().Order(StringComparer.Ordinal)];
}
