using System.ComponentModel.DataAnnotations;
using Redflow.Retries;

namespace Redflow.Workflows;

/// <summary>How the runs of a workflow are treated.</summary>
public sealed class WorkflowOptions
{
    internal const string DefaultQueue = "default";
    internal const int DefaultMaxAttempts = 3;

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

    /// <summary>How long a failed run waits for its next attempt.</summary>
    /// <value>Exponential from 1 s, doubling, at most 5 min, each drawn from the upper half of its range.</value>
    [Required]
    public RetryBackoff Backoff { get; set; } = new();

    /// <summary>How long an ended run is kept, 10 s to 10 years: not shorter than an emit or a wait may be repeated.</summary>
    /// <value>7 days.</value>
    [Range(typeof(TimeSpan), "00:00:10", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);
}
