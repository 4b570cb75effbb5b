namespace Redflow.Api.Stats;

/// <summary>Failures, grouped: those of the most runs first.</summary>
/// <param name="Failures">The groups.</param>
/// <param name="IsCut">Whether there are more.</param>
internal sealed record FailureList(IReadOnlyList<FailureRow> Failures, bool IsCut);
