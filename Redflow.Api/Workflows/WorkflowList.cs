using Redflow.Workflows;

namespace Redflow.Api.Workflows;

/// <summary>The registered workflows, by name.</summary>
internal sealed record WorkflowList(IReadOnlyList<WorkflowInfo> Workflows);
