using Redflow.Limits;

namespace Redflow.Storage.Memory;

/// <summary>The starts of a workflow's runs within the period of its rate: it slides, so a start frees its place a period later.</summary>
internal sealed class RateWindow
{
    private readonly Queue<(DateTimeOffset At, string Key)> _starts = [];
    private readonly Dictionary<string, Queue<DateTimeOffset>> _keys = new(StringComparer.Ordinal);

    public void Add(string key, DateTimeOffset now)
    {
        if (!_keys.TryGetValue(key, out var starts))
        {
            _keys[key] = starts = [];
        }

        starts.Enqueue(now);
        _starts.Enqueue((now, key));
    }

    /// <summary>Returns when there is room for another start; null when there is now.</summary>
    public DateTimeOffset? FullUntil(RateLimit rate, string key, DateTimeOffset now)
    {
        Forget(WholeMilliseconds.Up(rate.Period), now);
        var count = rate.PerKey ? _keys.GetValueOrDefault(key)?.Count ?? 0 : _starts.Count;
        if (count < rate.Count)
        {
            return null;
        }

        // The limit may have been lowered: then more than the oldest have to go.
        var last = rate.PerKey ? _keys[key].ElementAt(count - rate.Count) : _starts.ElementAt(count - rate.Count).At;
        return last + WholeMilliseconds.Up(rate.Period);
    }

    public void Clear()
    {
        _starts.Clear();
        _keys.Clear();
    }

    private void Forget(TimeSpan period, DateTimeOffset now)
    {
        while (_starts.TryPeek(out var start) && start.At + period <= now)
        {
            _starts.Dequeue();
            _keys[start.Key].Dequeue();
            if (_keys[start.Key].Count == 0)
            {
                _keys.Remove(start.Key);
            }
        }
    }
}
