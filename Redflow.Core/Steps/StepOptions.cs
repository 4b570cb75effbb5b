namespace Redflow.Steps;

/// <summary>How one step is run.</summary>
public sealed record StepOptions
{
    /// <summary>The longest <see cref="Timeout"/>: 49 days.</summary>
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(49);

    /// <summary>
    /// How long each try at the step may take, up to <see cref="MaxTimeout"/>; then its token is canceled and the try fails with
    /// <see cref="StepTimeoutException"/>. It counts from when the body begins, not from when it comes to wait for a thread of <see cref="Workflows.Lane.Cpu"/>.
    /// </summary>
    /// <value>Null: no limit.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How it is tried again when it fails.</summary>
    /// <value>Null: its first failure reaches the handler.</value>
    public StepRetry? Retry { get; init; }

    internal void Validate()
    {
        if (Timeout <= TimeSpan.Zero || Timeout > MaxTimeout)
        {
            throw new ArgumentOutOfRangeException(nameof(Timeout), Timeout, $"A step's time-out is more than 0 and at most {MaxTimeout.TotalDays} days.");
        }

        Retry?.Validate();
    }
}
