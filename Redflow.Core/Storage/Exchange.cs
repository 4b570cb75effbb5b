namespace Redflow.Storage;

/// <summary>Finished passes, and room for more runs.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Queues">Where to claim from, in this order.</param>
/// <param name="Room">How many runs to claim at most; a worker that gets fewer is woken when there are more.</param>
/// <param name="Finished">How passes ended.</param>
public sealed record Exchange(string Worker, IReadOnlyList<string> Queues, int Room, IReadOnlyList<FinishedPass> Finished);
