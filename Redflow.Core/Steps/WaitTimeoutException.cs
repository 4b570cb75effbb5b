namespace Redflow.Steps;

/// <summary>What a step waited for has not come in time. Never retried: the wait is over for every attempt.</summary>
public sealed class WaitTimeoutException(string step) : RedflowTimeoutException($"What step '{step}' waited for has not come in time.")
{
    /// <summary>The step's name.</summary>
    public string Step { get; } = step;

    internal override bool IsRetriable => false;
}
