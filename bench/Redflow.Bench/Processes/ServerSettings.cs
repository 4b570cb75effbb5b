namespace Redflow.Bench.Processes;

/// <summary>What a process that keeps a server is told.</summary>
/// <param name="Server"><c>redis</c>, <c>garnet</c> or <c>api</c>.</param>
/// <param name="Redis">Where the Redis of an Api is: a configuration of StackExchange.Redis.</param>
internal sealed record ServerSettings(string Server, string? Redis = null);
