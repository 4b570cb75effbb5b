using Redflow.Events;
using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>The events of the last 7 days, and the steps that wait for one.</summary>
internal sealed class EventBook
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly Dictionary<EventId, MemoryEvent> _events = [];
    private readonly Queue<MemoryEvent> _oldestFirst = [];
    private readonly Listing<string> _byName = new();
    private readonly Listing<(string Name, string Key)> _byKey = new();
    private readonly Dictionary<(string Name, string Key), HashSet<(RunId Run, string Step)>> _waits = [];

    public MemoryEvent? Find(EventId id) => _events.GetValueOrDefault(id);

    public void Add(MemoryEvent added)
    {
        _events.Add(added.Id, added);
        _oldestFirst.Enqueue(added);
        _byName.Add("", added.Place);
        _byName.Add(added.Name, added.Place);
        _byKey.Add((added.Name, added.CorrelationKey), added.Place);
    }

    /// <summary>Finds the newest event of a name and key since a time.</summary>
    public MemoryEvent? FindNewest(string name, string key, DateTimeOffset since) =>
        _byKey.NewestFirst((name, key), after: null).Select(entry => _events[new(entry.Id)]).FirstOrDefault() is { } newest
        && newest.CreatedAt >= since
            ? newest : null;

    /// <summary>Lists events newest first, of a name or of all.</summary>
    public IEnumerable<MemoryEvent> List(string? name, RunCursor? after) =>
        _byName.NewestFirst(name ?? "", after).Select(entry => _events[new(entry.Id)]);

    public void AddWait(string name, string key, RunId run, string step)
    {
        if (!_waits.TryGetValue((name, key), out var waits))
        {
            _waits[(name, key)] = waits = [];
        }

        waits.Add((run, step));
    }

    /// <summary>Hands the waits for a name and key over: an event ends them all.</summary>
    public IReadOnlyCollection<(RunId Run, string Step)> TakeWaits(string name, string key) =>
        _waits.Remove((name, key), out var waits) ? waits : [];

    public void RemoveWait(string name, string key, RunId run, string step)
    {
        if (_waits.TryGetValue((name, key), out var waits) && waits.Remove((run, step)) && waits.Count == 0)
        {
            _waits.Remove((name, key));
        }
    }

    public void Expire(DateTimeOffset now)
    {
        while (_oldestFirst.TryPeek(out var oldest) && now - oldest.CreatedAt >= Kept)
        {
            _oldestFirst.Dequeue();
            _events.Remove(oldest.Id);
            _byName.Remove("", oldest.Place);
            _byName.Remove(oldest.Name, oldest.Place);
            _byKey.Remove((oldest.Name, oldest.CorrelationKey), oldest.Place);
        }
    }
}
