using Redflow.Events;
using Redflow.Runs;

namespace Redflow.Storage.Redis;

/// <content>What is read across partitions.</content>
public sealed partial class RedisStore
{
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public async Task<RunPage> ListRunsAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Validate();
        var pages = await EachAsync((partition, _) => partition.Lister.ListAsync(query, cancellationToken)).ConfigureAwait(false);

        // Where a partition has more, no row of another may be older than the place where it stopped.
        var cut = pages.Max(page => page.Behind);
        var runs = pages.SelectMany(page => page.Runs)
            .Select(run => (Run: run, Place: new RunCursor(run.CreatedAt.ToUnixTimeMilliseconds(), run.Id)))
            .Where(run => cut is not { } place || run.Place.CompareTo(place) >= 0)
            .OrderByDescending(run => run.Place)
            .Take(query.Limit)
            .ToArray();
        var behind = runs.Length == query.Limit && (pages.Length > 1 || cut is not null) ? runs[^1].Place : cut;
        return new([.. runs.Select(run => run.Run)], behind?.ToString());
    }

    /// <inheritdoc/>
    public async Task<RunStats> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        var stats = await EachAsync((partition, _) => partition.Lister.CountAsync(cancellationToken)).ConfigureAwait(false);
        return stats.Aggregate((one, other) => one + other);
    }

    /// <inheritdoc/>
    public async Task<RunChangePage> ReadChangesAsync(string? cursor, CancellationToken cancellationToken = default)
    {
        var places = cursor is null ? null : ChangeCursor.Parse(cursor);
        var isOfOthers = places is not null && places.Length != _partitions.All.Count;
        var parts = await EachAsync((partition, i) => partition.Changes.ReadAsync(isOfOthers ? null : places?[i], cancellationToken)).ConfigureAwait(false);
        return new(
            [.. parts.SelectMany(part => part.Page.Changes)],
            ChangeCursor.Format(parts.Select(part => part.Place)),
            isOfOthers || parts.Any(part => part.Page.IsGap),
            parts.Any(part => part.Page.HasMore));
    }

    /// <inheritdoc/>
    public async Task<EventPage> ListEventsAsync(EventQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Validate();
        var behind = RunCursor.Parse(query.Cursor);
        var pages = await EachAsync((partition, _) => partition.Events.ListAsync(query.Name, query.Limit, behind, cancellationToken))
            .ConfigureAwait(false);
        var events = pages.SelectMany(page => page)
            .Select(found => (Event: found, Place: new RunCursor(found.CreatedAt.ToUnixTimeMilliseconds(), found.Id.Value)))
            .OrderByDescending(found => found.Place)
            .Take(query.Limit)
            .ToArray();
        return new([.. events.Select(found => found.Event)], events.Length == query.Limit ? events[^1].Place.ToString() : null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MinuteStats>> ListMinutesAsync(
        DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(before - from, LongestSpan);
        var (first, last) = (from.ToUnixTimeMilliseconds() / 60_000, (before.ToUnixTimeMilliseconds() - 1) / 60_000);
        var minutes = await EachAsync((partition, _) => partition.Minutes.ListAsync(first, last, cancellationToken)).ConfigureAwait(false);
        return
        [
            .. minutes.SelectMany(found => found)
                .GroupBy(found => (found.Minute, found.Workflow))
                .Select(found => found.Aggregate((one, other) => one + other))
                .OrderBy(found => found.Minute)
                .ThenBy(found => found.Workflow, StringComparer.Ordinal),
        ];
    }
}
