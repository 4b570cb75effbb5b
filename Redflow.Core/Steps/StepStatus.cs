namespace Redflow.Steps;

/// <summary>Where a step stands.</summary>
public enum StepStatus
{
    /// <summary>It sleeps, or waits for a child, an event or a signal.</summary>
    Running,

    /// <summary>Committed: it never runs again in this run.</summary>
    Succeeded,

    /// <summary>Its latest attempt failed.</summary>
    Failed,
}
