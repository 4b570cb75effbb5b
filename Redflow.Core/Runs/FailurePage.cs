namespace Redflow.Runs;

/// <summary>Failures, grouped.</summary>
/// <param name="Groups">The groups, those of the most runs first.</param>
/// <param name="IsCut">Whether there are more groups: beyond the limit that was asked for, or than are looked at.</param>
public sealed record FailurePage(IReadOnlyList<FailureGroup> Groups, bool IsCut);
