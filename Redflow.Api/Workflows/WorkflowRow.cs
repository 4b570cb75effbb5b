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

    /// <summary>The workflow's name.</summary>
    public string Name => Info.Name;

    /// <summary>The queue its runs go to.</summary>
    public string Queue => Info.Queue;

    /// <summary>How often a run is tried.</summary>
    public int MaxAttempts => Info.MaxAttempts;

    /// <summary>How many workers a run may lose before it fails.</summary>
    public int MaxCrashes => Info.MaxCrashes;

    /// <summary>How long an ended run is kept: a duration.</summary>
    public TimeSpan Retention => Info.Retention;

    /// <summary>How many ended runs of each terminal status are kept at most; null for all.</summary>
    public int? KeepLast => Info.KeepLast;

    /// <summary><c>maxConcurrency</c> and <c>maxConcurrencyPerKey</c>, and <c>rate</c> with <c>count</c>, <c>period</c> (a duration) and <c>perKey</c>; each null for no limit.</summary>
    public WorkflowLimits Limits => Info.Limits;

    /// <summary>The limits that workers have registered, where others were set since and hold until one registers it again; null where <c>limits</c> are these.</summary>
    public WorkflowLimits? RegisteredLimits => Info.RegisteredLimits;

    /// <summary>The member of the input that is a run's limit key.</summary>
    public string? LimitKey => Info.LimitKey;

    /// <summary>How long a run may take from its first start: a duration.</summary>
    public TimeSpan? Timeout => Info.Timeout;

    /// <summary>How long after it was due a run may still start: a duration.</summary>
    public TimeSpan? ExpireAfter => Info.ExpireAfter;

    /// <summary>How many runs may be queued in its queue for an emit to be accepted; null for no limit.</summary>
    public int? MaxQueueLength => Info.MaxQueueLength;

    /// <summary>The workflow that this is an older name of.</summary>
    public string? AliasOf => Info.AliasOf;

    /// <summary>The workflow that is emitted when a run has succeeded.</summary>
    public string? OnSuccess => Info.OnSuccess;

    /// <summary>The workflow that is emitted when a run was canceled.</summary>
    public string? OnCanceled => Info.OnCanceled;

    /// <summary>The workflow that is emitted when a run has failed for good.</summary>
    public string? OnFailure => Info.OnFailure;

    /// <summary>The names of the events that start a run.</summary>
    public IReadOnlyList<string> Events => Info.Events;

    /// <summary><c>since</c> and <c>reason</c> of its pause; null when it is not paused.</summary>
    public Pause? Pause => Info.Pause;

    /// <summary>How many of its runs are in each status.</summary>
    public IReadOnlyDictionary<RunStatus, long> Runs { get; } = Runs;

    /// <summary>What happened to its runs in the last hour.</summary>
    public Activity LastHour { get; } = LastHour;
}
