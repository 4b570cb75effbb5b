using Redflow.Limits;
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

    /// <summary>See <see cref="WorkflowOptions.KeepLast"/>.</summary>
    public int? KeepLast { get; init; }

    /// <summary>What limits its runs over all workers.</summary>
    public WorkflowLimits Limits { get; init; } = WorkflowLimits.None;

    /// <summary>The limits that workers have registered, where others were set since and hold until they register it again; null where these hold.</summary>
    public WorkflowLimits? RegisteredLimits { get; init; }

    /// <summary>See <see cref="WorkflowOptions.LimitKey"/>.</summary>
    public string? LimitKey { get; init; }

    /// <summary>See <see cref="WorkflowOptions.Timeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>See <see cref="WorkflowOptions.ExpireAfter"/>.</summary>
    public TimeSpan? ExpireAfter { get; init; }

    /// <summary>How many runs may be queued in <see cref="Queue"/> for a client's emit to be accepted; null for no limit.</summary>
    public int? MaxQueueLength { get; init; }

    /// <summary>The workflow that this is an older name of; null for none.</summary>
    public string? AliasOf { get; init; }

    /// <summary>The workflow that is emitted when a run has succeeded; null for none.</summary>
    public string? OnSuccess { get; init; }

    /// <summary>The workflow that is emitted when a run was canceled; null for none.</summary>
    public string? OnCanceled { get; init; }

    /// <summary>The workflow that is emitted when a run has failed for good; null for none.</summary>
    public string? OnFailure { get; init; }

    /// <summary>The names of the events that start a run.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>The workflow's pause; null when it is not paused. Not changed by a registration.</summary>
    public Pause? Pause { get; init; }

    /// <summary>The JSON schema of the input.</summary>
    public required Payload InputSchema { get; init; }
}
