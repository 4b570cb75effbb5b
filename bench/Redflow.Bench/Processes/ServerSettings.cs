namespace Redflow.Bench.Processes;

/// <summary>What a process that keeps a server is told.</summary>
/// <param name="Server"><c>redis</c> or <c>garnet</c>.</param>
internal sealed record ServerSettings(string Server);
