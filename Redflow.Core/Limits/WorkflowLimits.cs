namespace Redflow.Limits;

/// <summary>What limits the runs of a workflow over all workers.</summary>
public sealed record WorkflowLimits
{
    /// <summary>No limit.</summary>
    public static readonly WorkflowLimits None = new();

    /// <summary>Whether there is a limit at all.</summary>
    internal bool IsLimited => MaxConcurrency is not null || MaxConcurrencyPerKey is not null || Rate is not null;

    /// <summary>How many runs hold a slot at a time; null for no limit.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>The same for each limit key; null for no limit.</summary>
    public int? MaxConcurrencyPerKey { get; init; }

    /// <summary>How many runs may start in a period; null for no limit.</summary>
    public RateLimit? Rate { get; init; }
}
