namespace Redflow.Storage;

/// <summary>A worker process that starts its lease.</summary>
/// <param name="Worker">Its id, unique to this start of the process.</param>
/// <param name="App">What the process is called.</param>
/// <param name="Host">The machine's name.</param>
/// <param name="ProcessId">The process's id on that machine.</param>
/// <param name="Queues">The queues it serves.</param>
/// <param name="Concurrency">How many runs it takes at a time.</param>
/// <param name="LeaseDuration">How long the lease lasts without renewal.</param>
public sealed record WorkerRegistration(
    string Worker,
    string App,
    string Host,
    int ProcessId,
    IReadOnlyList<string> Queues,
    int Concurrency,
    TimeSpan LeaseDuration)
{
    /// <summary>The version of its program; null for none.</summary>
    public string? Version { get; init; }
}
