using Redflow.Auditing;

namespace Redflow.Storage.Memory;

/// <summary>The audit log, oldest first.</summary>
internal sealed class AuditBook
{
    private readonly LinkedList<Entry> _entries = [];
    private readonly Dictionary<AuditedChange, Entry> _latest = [];
    private long _made;

    public void Note(AuditedChange change, int times, DateTimeOffset now)
    {
        if (_latest.TryGetValue(change, out var latest) && now - latest.At < AuditQuery.CountedFor)
        {
            latest.Times += times;
            return;
        }

        var added = new Entry(AuditId.Of(now, $"{_made++:x16}"), change, now) { Times = times };
        _entries.AddLast(added);
        _latest[change] = added;
        while (_entries.Count > AuditQuery.Kept)
        {
            RemoveFirst();
        }
    }

    public AuditPage List(AuditQuery query)
    {
        query.Validate();
        var page = _entries.Reverse()
            .Where(entry => query.Cursor is null || string.CompareOrdinal(entry.Id, query.Cursor) < 0)
            .Take(query.Limit)
            .ToArray();
        return new([.. page.Select(entry => new AuditEntry(entry.Change, entry.At, entry.Times))], page.Length == query.Limit ? page[^1].Id : null);
    }

    public void Expire(DateTimeOffset now)
    {
        while (_entries.First is { Value: var oldest } && now - oldest.At > AuditQuery.KeptFor)
        {
            RemoveFirst();
        }
    }

    private void RemoveFirst()
    {
        var oldest = _entries.First!.Value;
        _entries.RemoveFirst();
        if (_latest.GetValueOrDefault(oldest.Change) == oldest)
        {
            _latest.Remove(oldest.Change);
        }
    }

    private sealed class Entry(string id, AuditedChange change, DateTimeOffset at)
    {
        public string Id => id;

        public AuditedChange Change => change;

        public DateTimeOffset At => at;

        public long Times { get; set; }
    }
}
