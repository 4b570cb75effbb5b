namespace Redflow.Steps;

/// <summary>A step took longer than its <see cref="StepOptions.Timeout"/>; the attempt at the run fails unless the handler catches it.</summary>
public sealed class StepTimeoutException(string step, TimeSpan timeout)
    : RedflowTimeoutException($"Step '{step}' took longer than its time-out of {timeout.TotalMilliseconds:0} ms and was canceled.")
{
    /// <summary>The step's name.</summary>
    public string Step { get; } = step;

    /// <summary>The limit.</summary>
    public TimeSpan Timeout { get; } = timeout;
}
