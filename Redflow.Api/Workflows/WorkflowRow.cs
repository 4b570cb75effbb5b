using Redflow.Api.Stats;
using Redflow.Limits;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Api.Workflows;

/// <summary>A workflow in a list: as workers have registered it, and what becomes of its runs.</summary>
internal record WorkflowRow(WorkflowInfo Info, IReadOnlyDictionary<RunStatus, long> Runs, Activity LastHour)
{
    /// <summary>What it is made of; its members are this one's.</summary>
    protected WorkflowInfo Info { get; } = Info;

    public string Name => Info.Name;

    public string Queue => Info.Queue;

    public int MaxAttempts => Info.MaxAttempts;

    public int MaxCrashes => Info.MaxCrashes;

    public TimeSpan Retention => Info.Retention;

    public int? KeepLast => Info.KeepLast;

    public WorkflowLimits Limits => Info.Limits;

    public string? LimitKey => Info.LimitKey;

    public TimeSpan? Timeout => Info.Timeout;

    public TimeSpan? ExpireAfter => Info.ExpireAfter;

    public int? MaxQueueLength => Info.MaxQueueLength;

    public string? AliasOf => Info.AliasOf;

    public string? OnSuccess => Info.OnSuccess;

    public string? OnCanceled => Info.OnCanceled;

    public string? OnFailure => Info.OnFailure;

    public IReadOnlyList<string> Events => Info.Events;

    public Pause? Pause => Info.Pause;

    /// <summary>How many of its runs are in each status.</summary>
    public IReadOnlyDictionary<RunStatus, long> Runs { get; } = Runs;

    /// <summary>What happened to its runs in the last hour.</summary>
    public Activity LastHour { get; } = LastHour;
}
