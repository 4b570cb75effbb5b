namespace Redflow.Steps;

/// <summary>How one step is run.</summary>
public sealed record StepOptions
{
    /// <summary>How long each try at the step may take; then its token is canceled and the try fails with <see cref="StepTimeoutException"/>.</summary>
    /// <value>Null: no limit.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How it is tried again when it fails.</summary>
    /// <value>Null: its first failure reaches the handler.</value>
    public StepRetry? Retry { get; init; }

    internal void Validate()
    {
        if (Timeout <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(Timeout), Timeout, "A step's time-out is more than 0.");
        }

        Retry?.Validate();
    }
}
