namespace Redflow.Storage;

/// <summary>What lines up in a queue.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Ready">How many runs wait for nothing but a worker.</param>
/// <param name="OldestAge">For how long the oldest of those is ready; zero where there is none.</param>
/// <param name="HeldBack">How many runs of the workflows that are registered for it are queued without being ready: a limit or a pause holds them back.</param>
public sealed record QueueLoad(string Queue, long Ready, TimeSpan OldestAge, long HeldBack)
{
    /// <summary>At how many priorities a store looks for the oldest run of a queue at least.</summary>
    internal const int Priorities = 32;

    /// <summary>Adds two partitions' figures for one queue up.</summary>
    public static QueueLoad operator +(QueueLoad one, QueueLoad other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return new(one.Queue, one.Ready + other.Ready, one.OldestAge > other.OldestAge ? one.OldestAge : other.OldestAge, one.HeldBack + other.HeldBack);
    }
}
