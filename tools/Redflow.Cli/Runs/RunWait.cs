namespace Redflow.Cli.Runs;

/// <summary>Why a run waits.</summary>
internal sealed record RunWait(string Kind, string Message);
