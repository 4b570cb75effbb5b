namespace Redflow.Storage.Memory;

/// <summary>The signals that a run has taken, and those that no step has waited for yet, first in first out by name.</summary>
internal sealed class SignalBox
{
    public const int MostTaken = 10_000;

    private readonly HashSet<Guid> _taken = [];
    private readonly Dictionary<string, Queue<byte[]>> _kept = new(StringComparer.Ordinal);

    public bool IsFull => _taken.Count >= MostTaken;

    public bool HasTaken(NewSignal signal) => _taken.Contains(signal.Id);

    public void Take(NewSignal signal) => _taken.Add(signal.Id);

    public void Keep(NewSignal signal)
    {
        if (!_kept.TryGetValue(signal.Name, out var payloads))
        {
            _kept[signal.Name] = payloads = [];
        }

        payloads.Enqueue(signal.Payload);
    }

    /// <summary>Hands the oldest kept signal of a name over; null when there is none.</summary>
    public byte[]? Next(string name) => _kept.TryGetValue(name, out var payloads) && payloads.TryDequeue(out var payload) ? payload : null;

    /// <summary>Drops what is kept and what was taken: the run has ended.</summary>
    public void Drop()
    {
        _kept.Clear();
        _taken.Clear();
    }
}
