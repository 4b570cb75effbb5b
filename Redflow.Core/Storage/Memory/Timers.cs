namespace Redflow.Storage.Memory;

/// <summary>What is to be done later, the earliest first.</summary>
internal sealed class Timers(Subscriptions subscriptions)
{
    private readonly SortedSet<Timer> _timers = new(Timer.EarliestFirst);

    /// <summary>Sets a timer, and tells the schedulers when it is the earliest one now.</summary>
    public void Add(Timer timer, Turn turn)
    {
        if (_timers.Add(timer) && _timers.Min == timer)
        {
            subscriptions.TellSchedulers(turn);
        }
    }

    public bool Remove(Timer timer) => _timers.Remove(timer);

    public IReadOnlyList<Timer> Due(DateTimeOffset now, int limit) => [.. _timers.TakeWhile(timer => timer.At <= now).Take(limit)];

    public TimeSpan? NextIn(DateTimeOffset now) =>
        _timers.Count == 0 ? null : _timers.Min.At > now ? _timers.Min.At - now : TimeSpan.Zero;
}
