using Redflow.Queues;

namespace Redflow.Dashboard.Queues;

/// <summary>A page of queues.</summary>
/// <param name="Page">The queues, by name.</param>
/// <param name="IsFirst">Whether these are the first.</param>
internal sealed record QueueList(QueuePage Page, bool IsFirst);
