using Redflow.Payloads;

namespace Redflow.Api.Workflows;

/// <summary>A workflow with the schema of its input.</summary>
internal sealed record WorkflowView : WorkflowRow
{
    public WorkflowView(WorkflowRow row)
        : base(row)
    {
    }

    /// <summary>The JSON schema of the input; not in lists.</summary>
    public Payload InputSchema => Info.InputSchema;
}
