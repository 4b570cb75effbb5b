namespace Redflow.Bench.Processes;

/// <summary>What a producer process is told.</summary>
/// <param name="Redis">Where Redis is: a configuration of StackExchange.Redis.</param>
internal sealed record ProducerSettings(string Redis, bool Tracing, bool Metrics);
