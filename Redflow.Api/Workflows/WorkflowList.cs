namespace Redflow.Api.Workflows;

/// <summary>A page of the registered workflows, by name.</summary>
internal sealed record WorkflowList(IReadOnlyList<WorkflowRow> Workflows, string? NextCursor);
