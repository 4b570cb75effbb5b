namespace Redflow.Steps;

/// <summary>How one step is run.</summary>
public sealed record StepOptions
{
    /// <summary>How long the step may take; then its token is canceled and the attempt fails with <see cref="StepTimeoutException"/>.</summary>
    /// <value>Null: no limit.</value>
    public TimeSpan? Timeout { get; init; }
}
