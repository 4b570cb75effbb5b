using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Entries by what they are listed under, each list in the order of creation.</summary>
internal sealed class Listing<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, SortedSet<RunCursor>> _entries = [];

    public IReadOnlyCollection<TKey> Keys => _entries.Keys;

    public void Add(TKey key, RunCursor entry)
    {
        if (!_entries.TryGetValue(key, out var entries))
        {
            _entries[key] = entries = new(Order.OldestFirst);
        }

        entries.Add(entry);
    }

    public void Remove(TKey key, RunCursor entry)
    {
        if (_entries.TryGetValue(key, out var entries) && entries.Remove(entry) && entries.Count == 0)
        {
            _entries.Remove(key);
        }
    }

    public int Count(TKey key) => _entries.GetValueOrDefault(key)?.Count ?? 0;

    public IEnumerable<RunCursor> OldestFirst(TKey key) => _entries.GetValueOrDefault(key) ?? Enumerable.Empty<RunCursor>();

    /// <summary>Lists entries newest first, those behind a place in the list when one is given.</summary>
    public IEnumerable<RunCursor> NewestFirst(TKey key, RunCursor? after)
    {
        if (_entries.GetValueOrDefault(key) is not { } entries)
        {
            return [];
        }

        return after is not { } last ? entries.Reverse()
            : Order.OldestFirst.Compare(last, entries.Min) <= 0 ? []
            : entries.GetViewBetween(entries.Min, last).Reverse().SkipWhile(entry => entry == last);
    }
}
