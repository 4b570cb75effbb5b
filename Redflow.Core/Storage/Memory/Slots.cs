using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>The runs of a limited workflow that hold a slot: from their admission to their end, suspension or retry.</summary>
internal sealed class Slots
{
    private readonly SortedSet<RunId> _holders = [];
    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);

    public int Count => _holders.Count;

    public IEnumerable<RunId> Holders => _holders;

    public int CountOf(string key) => _keys.GetValueOrDefault(key);

    public bool Holds(MemoryRun run) => _holders.Contains(run.Id);

    public void Add(MemoryRun run)
    {
        if (_holders.Add(run.Id))
        {
            _keys[run.LimitKey] = CountOf(run.LimitKey) + 1;
        }
    }

    public bool Remove(MemoryRun run)
    {
        if (!_holders.Remove(run.Id))
        {
            return false;
        }

        if (CountOf(run.LimitKey) == 1)
        {
            _keys.Remove(run.LimitKey);
        }
        else
        {
            _keys[run.LimitKey]--;
        }

        return true;
    }

    public void Clear()
    {
        _holders.Clear();
        _keys.Clear();
    }
}
