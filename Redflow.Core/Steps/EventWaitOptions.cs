namespace Redflow.Steps;

/// <summary>How a step waits for an event.</summary>
public sealed record EventWaitOptions
{
    /// <summary>The longest <see cref="LookBack"/>: 7 days, as long as events are kept.</summary>
    public static readonly TimeSpan MaxLookBack = TimeSpan.FromDays(7);

    /// <summary>How long before the wait the event may have come, 0 to 7 days: that is how long events are kept.</summary>
    /// <value>5 min.</value>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait, up to 10 years, by Redis's clock; then <see cref="WaitTimeoutException"/> is thrown.</summary>
    /// <value>Null: as long as it takes.</value>
    public TimeSpan? Timeout { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(LookBack, TimeSpan.Zero, nameof(LookBack));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LookBack, MaxLookBack, nameof(LookBack));
        WaitLimits.Check(Timeout);
    }
}
