namespace Redflow.Storage.Memory;

/// <summary>The queued runs of a limited or paused workflow, by limit key; and the round of the keys that a run may be taken of.</summary>
internal sealed class Backlog
{
    private readonly Dictionary<string, KeyBacklog> _keys = new(StringComparer.Ordinal);
    private readonly SortedSet<(long Turn, string Key)> _round = [];
    private readonly SortedSet<(DateTimeOffset Until, string Key)> _parked = new(Comparer<(DateTimeOffset Until, string Key)>.Create(
        static (a, b) => a.Until != b.Until ? a.Until.CompareTo(b.Until) : string.CompareOrdinal(a.Key, b.Key)));

    private long _lastTurn;

    public IReadOnlyCollection<string> Keys => _keys.Keys;

    /// <summary>How many of its runs a rate does not hold up.</summary>
    public int Resumed { get; private set; }

    /// <summary>The keys that may have a turn, the next one first.</summary>
    public IEnumerable<string> Round => _round.Select(place => place.Key);

    /// <summary>When the first key that its rate holds up may join again.</summary>
    public DateTimeOffset? NextParked => _parked.Count == 0 ? null : _parked.Min.Until;

    public void Add(MemoryRun run)
    {
        run.IsInBacklog = true;
        if (!_keys.TryGetValue(run.LimitKey, out var runs))
        {
            _keys[run.LimitKey] = runs = new() { Turn = ++_lastTurn };
        }

        runs.Add(run);
        Resumed += run.IsResumed ? 1 : 0;
    }

    public void Remove(MemoryRun run)
    {
        run.IsInBacklog = false;
        _keys[run.LimitKey].Remove(run);
        Resumed -= run.IsResumed ? 1 : 0;
        if (_keys[run.LimitKey].IsEmpty)
        {
            Leave(run.LimitKey);
            Unpark(run.LimitKey);
            _keys.Remove(run.LimitKey);
        }
    }

    /// <summary>Takes a run whose key's turn it is; the next turn of the key comes after those of all others.</summary>
    public void Serve(MemoryRun run)
    {
        Leave(run.LimitKey);
        _keys[run.LimitKey].Turn = ++_lastTurn;
        Remove(run);
    }

    /// <summary>Returns the first run of a key.</summary>
    public MemoryRun? First(string key) => _keys.GetValueOrDefault(key)?.First;

    /// <summary>Lets a key take part in the round, at its turn.</summary>
    public void Join(string key) => _round.Add((_keys[key].Turn, key));

    public void Leave(string key)
    {
        if (_keys.TryGetValue(key, out var runs))
        {
            _round.Remove((runs.Turn, key));
        }
    }

    /// <summary>Has a key looked at again when its rate allows another start.</summary>
    public void Park(string key, DateTimeOffset until)
    {
        Unpark(key);
        if (_keys.TryGetValue(key, out var runs))
        {
            runs.ParkedUntil = until;
            _parked.Add((until, key));
        }
    }

    public void Unpark(string key)
    {
        if (_keys.TryGetValue(key, out var runs) && runs.ParkedUntil is { } until)
        {
            _parked.Remove((until, key));
            runs.ParkedUntil = null;
        }
    }

    public IReadOnlyList<string> Parked(DateTimeOffset now) =>
        [.. _parked.TakeWhile(parked => parked.Until <= now).Select(parked => parked.Key)];
}
