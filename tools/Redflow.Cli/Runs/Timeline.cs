namespace Redflow.Cli.Runs;

/// <summary>What happened in a run and when.</summary>
internal sealed record Timeline(
    RunRow Run, IReadOnlyList<TimelineAttempt> Attempts, IReadOnlyList<TimelineStep> Steps, RunWait? Wait, IReadOnlyList<RunRow> Children, bool MoreChildren);
