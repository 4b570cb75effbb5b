namespace Redflow.Storage;

/// <summary>A worker's renewal of its lease.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="LeaseDuration">How long the lease lasts from now.</param>
/// <param name="Held">The runs that the worker knows it holds.</param>
/// <param name="ReturnStrangers">
/// Whether to give back runs under this lease that are not in <paramref name="Held"/>: they were claimed by a call whose reply was
/// lost. Never while a claim is in flight, whose runs the worker does not know yet.
/// </param>
public sealed record LeaseRenewal(string Worker, TimeSpan LeaseDuration, IReadOnlyList<HeldRun> Held, bool ReturnStrangers)
{
    /// <summary>Whether the worker drains. It says so with each renewal from then on: one that was reaped is registered anew.</summary>
    public bool IsDraining { get; init; }
}
