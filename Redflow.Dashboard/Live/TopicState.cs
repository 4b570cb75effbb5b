namespace Redflow.Dashboard.Live;

/// <summary>A topic that is told as a whole whenever it has changed; whoever tells of it registers it.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="ReadAsync">What it looks like now, as JSON.</param>
internal sealed record TopicState(StreamTopic Topic, Func<CancellationToken, Task<string>> ReadAsync);
