namespace Redflow.Queues;

/// <summary>A page of queues.</summary>
/// <param name="Queues">The queues, by name.</param>
/// <param name="NextCursor">Where the next page begins; null when this was the last one.</param>
public sealed record QueuePage(IReadOnlyList<QueueInfo> Queues, string? NextCursor);
