using Redflow.Runs;

namespace Redflow.Dashboard.Failed;

/// <summary>A page of groups of failures.</summary>
/// <param name="Groups">The groups, those of the most runs first.</param>
/// <param name="Workflow">The workflow that they are of; null for all.</param>
/// <param name="Number">Which page, from 1.</param>
/// <param name="HasNext">Whether there is another page.</param>
/// <param name="IsCut">Whether there are more groups than on this page and those before it.</param>
internal sealed record FailureList(IReadOnlyList<FailureGroup> Groups, string? Workflow, int Number, bool HasNext, bool IsCut);
