using System.ComponentModel.DataAnnotations;

namespace Redflow.Scheduling;

/// <summary>How a scheduler works; bound from <c>Redflow:Scheduler</c>.</summary>
public sealed class SchedulerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Redflow:Scheduler";

    /// <summary>How long the promoter, the ticker and the outbox relay sleep at most, 10 ms to 1 min. They wake by themselves when something is due; messages can get lost.</summary>
    /// <value>1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the reaper sleeps at most, 10 ms to 1 min. It wakes by itself when a lease runs out.</summary>
    /// <value>1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ReaperInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often expired runs are removed from the lists, 1 s to 1 day.</summary>
    /// <value>1 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many runs one call moves, or schedules one look reads, at most, 1 to 10,000: it keeps the time that Redis spends on it short.</summary>
    /// <value>200.</value>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 200;
}
