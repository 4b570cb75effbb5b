namespace Redflow.Steps;

/// <summary>Where a step stands.</summary>
public enum StepStatus
{
    /// <summary>It sleeps.</summary>
    Running,

    /// <summary>Committed: it never runs again in this run.</summary>
    Succeeded,

    /// <summary>Its latest attempt failed.</summary>
    Failed,
}
