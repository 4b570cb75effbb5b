namespace Redflow.Cli.Runs;

/// <summary>A run that has changed.</summary>
internal sealed record StreamedRun(string Id, string Workflow, string Status);
