namespace Redflow.Cli.Runs;

/// <summary>What a step waits for.</summary>
internal sealed record TimelineWait(string Kind, string? Target);
