using Redflow.Limits;

namespace Redflow.Storage.Memory;

/// <summary>The queues by name.</summary>
internal sealed class ReadyQueues(Subscriptions subscriptions)
{
    private const int MostDeadWorkers = 8;

    private readonly Dictionary<string, ReadyQueue> _queues = new(StringComparer.Ordinal);
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    public ReadyQueue this[string name] => _queues.TryGetValue(name, out var queue) ? queue : _queues[name] = new();

    /// <summary>Those that are counted.</summary>
    public IReadOnlyCollection<string> Names => _named;

    /// <summary>Makes a queue one of those that are counted: a workflow or a worker has named it.</summary>
    public void Name(string name) => _named.Add(name);

    public Dictionary<string, long> Count() => _named.ToDictionary(name => name, name => (long)this[name].Count);

    public Dictionary<string, Pause> Paused() =>
        _queues.Where(queue => queue.Value.Pause is not null).ToDictionary(queue => queue.Key, queue => queue.Value.Pause!);

    /// <summary>
    /// Wakes one idle worker for each queue that the turn made runs ready in: that one wakes the next. Nobody is woken for a paused queue.
    /// </summary>
    public void WakeAll(Turn turn)
    {
        foreach (var name in turn.Woken.Where(name => this[name].Pause is null))
        {
            Wake(this[name], turn);
        }
    }

    /// <summary>Wakes one idle worker. One that nobody hears has died: the next one is taken, eight at most.</summary>
    private void Wake(ReadyQueue queue, Turn turn)
    {
        for (var i = 0; i < MostDeadWorkers && queue.TryTakeIdle(out var worker); i++)
        {
            if (subscriptions.Tell(turn, worker, new WorkerSignal.Wake()))
            {
                return;
            }
        }
    }
}
