namespace Redflow.Bench.Processes;

/// <summary>What a scheduler process is told.</summary>
/// <param name="Redis">Where Redis is: a configuration of StackExchange.Redis.</param>
internal sealed record SchedulerSettings(string Redis);
