namespace Redflow.Storage.Memory;

/// <summary>One operation under the store's lock: the time it happens at, and what is to be told when the lock is free again.</summary>
internal sealed class Turn(DateTimeOffset now)
{
    private readonly List<Action> _messages = [];

    /// <summary>The time, in whole milliseconds: the same for all that the operation does.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>The queues that have runs for another worker: one of each is woken when all runs of the operation are ready.</summary>
    public HashSet<string> Woken { get; } = new(StringComparer.Ordinal);

    /// <summary>The workflows the backlogs of which are to move up: when the operation has done all else to runs, or before it claims.</summary>
    public HashSet<MemoryWorkflow> Pumped { get; } = [];

    public void Tell(Action message) => _messages.Add(message);

    /// <summary>Calls the subscribers back; without the lock, since they may call the store.</summary>
    public void Deliver()
    {
        foreach (var message in _messages)
        {
            try
            {
                message();
            }
            catch (Exception)
            {
                // The boundary to subscribers: the change is made, and what one of them throws is not the fault of who made it, nor may it
                // keep the message from the others. A message may be lost in every store.
            }
        }
    }
}
