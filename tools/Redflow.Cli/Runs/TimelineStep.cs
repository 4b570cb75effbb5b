namespace Redflow.Cli.Runs;

/// <summary>A step of a run.</summary>
internal sealed record TimelineStep(
    string Name, string Status, int Attempt, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, TimelineWait? Wait, RunError? Error);
