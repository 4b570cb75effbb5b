using System.ComponentModel.DataAnnotations;
using Redflow.Limits;
using Redflow.Retries;
using Redflow.Schedules;

namespace Redflow.Workflows;

/// <summary>How the runs of a workflow are treated.</summary>
public sealed partial class WorkflowOptions
{
    /// <summary>The configuration section of all workflows; each has one of its name in it, which goes over what code says.</summary>
    public const string Section = "Redflow:Workflows";

    internal const string DefaultQueue = "default";
    internal const int DefaultMaxAttempts = 3;

    /// <summary>The most slots that a limit may have.</summary>
    public const int MaxLimit = 1_000_000;

    /// <summary>The queue its runs go to: 1 to 128 characters of letters, digits, dot, dash and underscore.</summary>
    /// <value><c>default</c>.</value>
    [Required]
    public string Queue { get; set; } = DefaultQueue;

    /// <summary>How often a run is tried, 1 to 1,000. Lost workers are counted apart: see <see cref="MaxCrashes"/>.</summary>
    /// <value>3.</value>
    [Range(1, 1_000)]
    public int MaxAttempts { get; set; } = DefaultMaxAttempts;

    /// <summary>How many workers a run may lose, 1 to 1,000, before it fails with <see cref="Runs.RunError.WorkerLost"/>.</summary>
    /// <value>3.</value>
    [Range(1, 1_000)]
    public int MaxCrashes { get; set; } = 3;

    /// <summary>How long a failed run waits for its next attempt; a <see cref="RetryAfterException"/> says otherwise for once.</summary>
    /// <value>Exponential from 1 s, doubling, at most 5 min, each drawn from the upper half of its range.</value>
    [Required]
    public RetryBackoff Backoff { get; set; } = RetryBackoff.Exponential();

    /// <summary>How long an ended run is kept, 10 s to 10 years: not shorter than an emit or a wait may be repeated.</summary>
    /// <value>7 days.</value>
    [Range(typeof(TimeSpan), "00:00:10", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How many ended runs of each terminal status are kept at most, within <see cref="Retention"/>; 1 or more.</summary>
    /// <value>Null: as many as there are.</value>
    [Range(1, int.MaxValue)]
    public int? KeepLast { get; set; }

    /// <summary>
    /// How many runs may hold a slot at a time over all workers, 0 to 1,000,000. A run holds one from its admission to its end, suspension or
    /// retry. 0 is no limit.
    /// </summary>
    /// <value>1.</value>
    [Range(0, MaxLimit)]
    public int MaxConcurrency { get; set; } = 1;

    /// <summary>How many runs of one <see cref="LimitKey"/> may hold a slot at a time, 0 to 1,000,000. 0 is no limit.</summary>
    /// <value>0.</value>
    [Range(0, MaxLimit)]
    public int MaxConcurrencyPerKey { get; set; }

    /// <summary>How many runs may start in a period.</summary>
    /// <value>Null: no limit.</value>
    public RateLimit? Rate { get; set; }

    /// <summary>
    /// The member of the input that says whose share of the limits a run takes, such as <c>tenantId</c> or <c>customer.id</c>: slots that
    /// become free go around its values. An input without it shares with all others without it.
    /// </summary>
    /// <value>Null: runs have no key.</value>
    public string? LimitKey { get; set; }

    /// <summary>How long a run may take from its first start, waits and retries included, 1 ms to 10 years; then it ends failed with <see cref="Runs.RunError.RunTimedOut"/>.</summary>
    /// <value>Null: as long as it takes.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "3650.00:00:00")]
    public TimeSpan? Timeout { get; set; }

    /// <summary>How long after it was due a run may still start, 1 ms to 10 years; then it ends canceled.</summary>
    /// <value>Null: as long as it takes.</value>
    /// <remarks>A claim by a worker that does not have the run's workflow, or cannot read its input, is no start.</remarks>
    [Range(typeof(TimeSpan), "00:00:00.001", "3650.00:00:00")]
    public TimeSpan? ExpireAfter { get; set; }

    /// <summary>
    /// How many runs may be queued in <see cref="Queue"/>, 1 to 100,000,000, for a client's emit to be accepted: the queued runs of all workflows
    /// that are registered for the queue count, in each partition for itself. Beyond, it throws <see cref="Client.QueueFullException"/>.
    /// </summary>
    /// <value>Null: as many as there are.</value>
    /// <remarks>Runs that steps, events, handlers of ends and retries make are never refused. Workflows of one queue can't differ in it.</remarks>
    [Range(1, 100_000_000)]
    public int? MaxQueueLength { get; set; }

    /// <summary>What kind of threads its passes and the bodies of its steps run on.</summary>
    /// <value><see cref="Lane.Io"/>.</value>
    [EnumDataType(typeof(Lane))]
    public Lane Lane { get; set; }

    /// <summary>
    /// The names that the workflow had before. Its worker runs what is stored under them, and who emits one of them emits this workflow.
    /// </summary>
    /// <value>Empty.</value>
    /// <remarks>
    /// Limits, pauses and idempotency keys are each name's own: while runs of an older name are under way, as many of this one may be too. Remove
    /// an alias once no run of it is kept.
    /// </remarks>
    public IList<string> Aliases { get; set => field = value ?? throw new ArgumentNullException(nameof(Aliases)); } = [];

    /// <summary>The names of the events that start a run each, with the event's payload as its input.</summary>
    /// <value>Empty.</value>
    public IList<string> Events { get; set => field = value ?? throw new ArgumentNullException(nameof(Events)); } = [];

    /// <summary>When runs start by themselves.</summary>
    /// <value>Empty.</value>
    public IList<CronTrigger> Cron { get; set => field = value ?? throw new ArgumentNullException(nameof(Cron)); } = [];

    internal WorkflowLimits ToLimits() => new()
    {
        MaxConcurrency = MaxConcurrency == 0 ? null : MaxConcurrency,
        MaxConcurrencyPerKey = MaxConcurrencyPerKey == 0 ? null : MaxConcurrencyPerKey,
        Rate = Rate,
    };
}
