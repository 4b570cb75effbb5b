using Redflow.Limits;
using Redflow.Workflows;

namespace Redflow.Storage.Memory;

/// <summary>A workflow that is registered or has had runs, with what its limits and its pause keep from the ready set.</summary>
internal sealed class MemoryWorkflow(string name)
{
    private static readonly WorkflowOptions Unregistered = new();

    public string Name { get; } = name;

    /// <summary>Its registration; null when no worker has registered it.</summary>
    public WorkflowInfo? Info { get; set; }

    public WorkflowLimits Limits => Info?.Limits ?? WorkflowLimits.None;

    public Pause? Pause => Info?.Pause;

    public TimeSpan Retention => Info?.Retention ?? Unregistered.Retention;

    public int MaxCrashes => Info?.MaxCrashes ?? Unregistered.MaxCrashes;

    public Slots Slots { get; } = new();

    public RateWindow Window { get; } = new();

    public Backlog Backlog { get; } = new();

    /// <summary>When its backlog is to be looked at again.</summary>
    public DateTimeOffset? PumpAt { get; set; }

    public bool IsLimited => Limits is not { MaxConcurrency: null, MaxConcurrencyPerKey: null, Rate: null };

    /// <summary>Whether its runs go straight to their queues.</summary>
    public bool IsOpen => !IsLimited && Pause is null;

    public bool IsFull => Slots.Count >= Limits.MaxConcurrency;

    public bool IsKeyFull(string key) => Slots.CountOf(key) >= Limits.MaxConcurrencyPerKey;

    /// <summary>Whether more slots are held than the limits, lowered since, allow.</summary>
    public bool IsOverfull(string key) => Slots.Count > Limits.MaxConcurrency || Slots.CountOf(key) > Limits.MaxConcurrencyPerKey;

    /// <summary>Returns when its rate allows another start with this key; null when it does now.</summary>
    public DateTimeOffset? RateUsedUpUntil(string key, DateTimeOffset now) =>
        Limits.Rate is { } rate ? Window.FullUntil(rate, key, now) : null;
}
