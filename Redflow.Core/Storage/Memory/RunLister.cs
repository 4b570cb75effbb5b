using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Reads across runs.</summary>
internal sealed class RunLister(MemoryState state)
{
    private const int MostMisses = 1_000;

    /// <summary>Lists a page; it may end early, with the place that it came to, when it has seen too many runs that do not match.</summary>
    public RunPage List(RunQuery query, DateTimeOffset now)
    {
        query.Validate();
        if (query is { IdempotencyKey: not null, Workflow: null })
        {
            throw new ArgumentException("An idempotency key belongs to a workflow: name it too.", nameof(query));
        }

        var rows = new List<RunSummary>();
        var (misses, room) = (0, RunQuery.MaxPageBytes);
        foreach (var place in Places(query, Start(query), now))
        {
            if (place.CreatedAt < Milliseconds(query.CreatedFrom ?? DateTimeOffset.UnixEpoch))
            {
                break;
            }

            if (Find(query, place) is { } run)
            {
                rows.Add(query.Include == RunPayloads.None ? run.ToSummary() : run.ToRow(query.Include, ref room));
            }
            else
            {
                misses++;
            }

            if (rows.Count == query.Limit || misses == MostMisses)
            {
                return new(rows, place.ToString());
            }
        }

        return new(rows, NextCursor: null);
    }

    public RunStats Count()
    {
        var counts = state.Workflows.All.SelectMany(workflow => RunStatuses.All.Select(status =>
            new RunCount(workflow.Name, status, state.Runs.ByStatus.Count((workflow.Name, status)))));
        return RunCount.Sum([.. counts.Where(count => count.Count > 0)], state.Queues.Count(), state.Workers.Count);
    }

    /// <summary>Chooses the listing that a query goes through, newest first.</summary>
    private IEnumerable<RunCursor> Places(RunQuery query, RunCursor? after, DateTimeOffset now)
    {
        if (query.Ids.Count > 0)
        {
            return query.Ids.Distinct().Select(state.Runs.Find).OfType<MemoryRun>().Select(run => run.Place)
                .Where(place => after is not { } last || Order.OldestFirst.Compare(place, last) < 0)
                .Order(Order.NewestFirst);
        }

        if (query.IdempotencyKey is { } key)
        {
            var found = state.Runs.TryFindHolder(query.Workflow!, key, now, out var holder);
            return found && (after is not { } last || Order.OldestFirst.Compare(holder!.Place, last) < 0) ? [holder!.Place] : [];
        }

        return query.Fingerprint is { } fingerprint ? state.Runs.ByFingerprint.NewestFirst(fingerprint, after)
            : query.Parent is { } parent ? state.Runs.ByParent.NewestFirst(parent, after)
            : query.Tag is { } tag ? state.Runs.ByTag.NewestFirst(tag, after)
            : Merge(ByStatus(query, after));
    }

    private IEnumerable<IEnumerable<RunCursor>> ByStatus(RunQuery query, RunCursor? after)
    {
        IReadOnlyList<RunStatus> statuses = query.Status is { } only ? [only] : query.Statuses.Count > 0 ? [.. query.Statuses.Distinct()] : RunStatuses.All;
        var workflows = query.Workflow is { } one ? [one] : state.Workflows.All.Select(workflow => workflow.Name);
        return workflows.SelectMany(workflow => statuses.Select(status => state.Runs.ByStatus.NewestFirst((workflow, status), after)));
    }

    /// <summary>Goes through listings that are each newest first as if they were one.</summary>
    private static IEnumerable<RunCursor> Merge(IEnumerable<IEnumerable<RunCursor>> listings)
    {
        var newest = new PriorityQueue<IEnumerator<RunCursor>, RunCursor>(Order.NewestFirst);
        foreach (var listing in listings.Select(listing => listing.GetEnumerator()).Where(listing => listing.MoveNext()))
        {
            newest.Enqueue(listing, listing.Current);
        }

        while (newest.TryDequeue(out var listing, out var place))
        {
            yield return place;
            if (listing.MoveNext())
            {
                newest.Enqueue(listing, listing.Current);
            }
        }
    }

    private MemoryRun? Find(RunQuery query, RunCursor place) =>
        state.Runs.Find(place.Id) is { } run
        && (query.Workflow is null || run.Workflow == query.Workflow)
        && (query.Status is null || run.Status == query.Status)
        && (query.Statuses.Count == 0 || query.Statuses.Contains(run.Status))
        && (query.Queue is null || run.Queue == query.Queue)
        && (query.LimitKey is null || run.LimitKey == query.LimitKey)
        && (query.Tag is null || run.Emitted.Tags.Contains(query.Tag))
        && (query.Parent is null || (run.Emitted.Parent?.Run ?? run.CompensationOf) == query.Parent)
        && (query.Fingerprint is null || run.Fingerprint == query.Fingerprint)
        && (query.IdPrefix is null || run.Id.ToString().StartsWith(query.IdPrefix, StringComparison.Ordinal))
            ? run : null;

    /// <summary>Returns behind what to begin: the page before, or all that is too new.</summary>
    private static RunCursor? Start(RunQuery query)
    {
        var after = RunCursor.Parse(query.Cursor);
        RunCursor? tooNew = query.CreatedBefore is { } before ? new(Milliseconds(before), default) : null;
        return after is { } last && tooNew is { } bound ? (Order.OldestFirst.Compare(last, bound) < 0 ? last : bound) : after ?? tooNew;
    }

    /// <summary>Returns the first whole millisecond that is not before a time.</summary>
    private static long Milliseconds(DateTimeOffset time) =>
        time.ToUnixTimeMilliseconds() + (WholeMilliseconds.Down(time) < time ? 1 : 0);
}
