namespace Redflow.Api.Workflows;

/// <summary>A page of the registered workflows, by name.</summary>
/// <param name="Workflows">The workflows.</param>
/// <param name="NextCursor">Where the next page begins; null when this was the last one.</param>
internal sealed record WorkflowList(IReadOnlyList<WorkflowRow> Workflows, string? NextCursor);
