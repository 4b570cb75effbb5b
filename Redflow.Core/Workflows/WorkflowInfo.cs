using Redflow.Payloads;

namespace Redflow.Workflows;

/// <summary>A workflow as workers have registered it.</summary>
public sealed record WorkflowInfo
{
    /// <summary>The workflow's name.</summary>
    public required string Name { get; init; }

    /// <summary>See <see cref="WorkflowOptions.Queue"/>.</summary>
    public required string Queue { get; init; }

    /// <summary>See <see cref="WorkflowOptions.MaxAttempts"/>.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>See <see cref="WorkflowOptions.MaxCrashes"/>.</summary>
    public required int MaxCrashes { get; init; }

    /// <summary>See <see cref="WorkflowOptions.Retention"/>.</summary>
    public required TimeSpan Retention { get; init; }

    /// <summary>The JSON schema of the input.</summary>
    public required Payload InputSchema { get; init; }
}
