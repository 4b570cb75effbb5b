using System.Collections.Concurrent;
using Redflow.Runs;
using Redflow.Storage.Memory;

namespace Redflow.Results;

/// <summary>Results in this process's memory. Every operation takes the lock, and first removes what is not kept any longer.</summary>
/// <remarks>
/// The race: a result may be completed between the look and the wait. So one turn under the lock answers or registers the waiter; and who
/// stores hands the result over, since it may have expired before the waiter looks.
/// </remarks>
internal sealed class ResultTable(TimeProvider time)
{
    private static readonly ConcurrentDictionary<(string Prefix, TimeProvider Time), ResultTable> All = new();

    private readonly Lock _gate = new();
    private readonly Dictionary<string, KeptResult> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<RunStatus, SortedSet<ResultPlace>> _lists = RunStatuses.All.ToDictionary(status => status, _ => new SortedSet<ResultPlace>());
    private readonly SortedSet<(DateTimeOffset Expiry, string Id)> _expiries = [];
    private readonly Waiters<string, RunResult> _waiters = new();

    /// <summary>The one that all share who open a prefix by one clock.</summary>
    public static ResultTable Shared(string prefix, TimeProvider time) => All.GetOrAdd((prefix, time), static key => new(key.Time));

    /// <returns>Whether it is complete.</returns>
    public bool Store(RunResult result, TimeSpan? ttl)
    {
        lock (_gate)
        {
            var now = Expire();
            Remove(result.Id);
            DateTimeOffset? expiry = ttl is { } kept ? now + kept : null;
            _kept[result.Id] = new(result, expiry);
            _lists[result.Status].Add(ResultPlace.Of(result));
            if (expiry is { } at)
            {
                _expiries.Add((at, result.Id));
            }

            if (result.IsCompleted)
            {
                _waiters.Answer(result.Id, result);
            }

            return result.IsCompleted;
        }
    }

    public RunResult? Find(string id)
    {
        lock (_gate)
        {
            Expire();
            return _kept.GetValueOrDefault(id)?.Result;
        }
    }

    public TaskCompletionSource<RunResult> BeginWait(string id)
    {
        lock (_gate)
        {
            Expire();
            var waiter = _waiters.Add(id);
            if (_kept.GetValueOrDefault(id)?.Result is { IsCompleted: true } result)
            {
                _waiters.Answer(id, result);
            }

            return waiter;
        }
    }

    public void EndWait(string id, TaskCompletionSource<RunResult> waiter)
    {
        lock (_gate)
        {
            _waiters.Remove(id, waiter);
        }
    }

    public bool Delete(string id)
    {
        lock (_gate)
        {
            Expire();
            return Remove(id);
        }
    }

    public long Clear()
    {
        lock (_gate)
        {
            Expire();
            var count = _kept.Count;
            _kept.Clear();
            _expiries.Clear();
            foreach (var list in _lists.Values)
            {
                list.Clear();
            }

            return count;
        }
    }

    public IReadOnlyList<RunResult> List(RunStatus status, int? limit, int offset)
    {
        lock (_gate)
        {
            Expire();
            return [.. _lists[status].Reverse().Skip(offset).Take(limit ?? int.MaxValue).Select(place => _kept[place.Id].Result)];
        }
    }

    private DateTimeOffset Expire()
    {
        var now = time.GetUtcNow();
        while (_expiries.Count > 0 && _expiries.Min.Expiry <= now)
        {
            Remove(_expiries.Min.Id);
        }

        return now;
    }

    private bool Remove(string id)
    {
        if (!_kept.Remove(id, out var kept))
        {
            return false;
        }

        _lists[kept.Result.Status].Remove(ResultPlace.Of(kept.Result));
        if (kept.Expiry is { } at)
        {
            _expiries.Remove((at, id));
        }

        return true;
    }

    private sealed record KeptResult(RunResult Result, DateTimeOffset? Expiry);
}
