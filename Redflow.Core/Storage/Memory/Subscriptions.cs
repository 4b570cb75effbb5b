namespace Redflow.Storage.Memory;

/// <summary>Who is called back: workers, each on a channel of its own, and schedulers.</summary>
internal sealed class Subscriptions
{
    private readonly Dictionary<string, List<Action<WorkerSignal>>> _workers = new(StringComparer.Ordinal);
    private readonly List<Action> _schedulers = [];

    public void Add(string worker, Action<WorkerSignal> onSignal)
    {
        if (!_workers.TryGetValue(worker, out var callbacks))
        {
            _workers[worker] = callbacks = [];
        }

        callbacks.Add(onSignal);
    }

    public void Remove(string worker, Action<WorkerSignal> onSignal)
    {
        if (_workers.TryGetValue(worker, out var callbacks) && callbacks.Remove(onSignal) && callbacks.Count == 0)
        {
            _workers.Remove(worker);
        }
    }

    public void Add(Action onEarlier) => _schedulers.Add(onEarlier);

    public void Remove(Action onEarlier) => _schedulers.Remove(onEarlier);

    /// <summary>Sends a worker a signal when the turn is over; false when nobody hears it.</summary>
    public bool Tell(Turn turn, string worker, WorkerSignal signal)
    {
        foreach (var callback in _workers.GetValueOrDefault(worker) ?? [])
        {
            turn.Tell(() => callback(signal));
        }

        return _workers.ContainsKey(worker);
    }

    /// <summary>Tells the schedulers, when the turn is over, that another timer is the earliest one.</summary>
    public void TellSchedulers(Turn turn) => _schedulers.ForEach(turn.Tell);
}
