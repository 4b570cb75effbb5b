using Redflow.Queues;
using Redflow.Runs;
using Redflow.Storage;

namespace Redflow.Dashboard.Overview;

/// <summary>How the whole system is.</summary>
/// <param name="Stats">Counts of everything.</param>
/// <param name="Minutes">What happened in the last hour, minute by minute, oldest first; also those in which nothing did.</param>
/// <param name="Workflows">What happened in that hour to the workflows of which runs failed, those of the most first.</param>
/// <param name="Queues">The queues.</param>
/// <param name="Findings">What the doctor has found.</param>
internal sealed record SystemState(
    RunStats Stats, IReadOnlyList<MinuteStats> Minutes, IReadOnlyList<MinuteStats> Workflows, QueuePage Queues, IReadOnlyList<StoreFinding> Findings)
{
    private const int MaxWorkflows = 8;

    /// <summary>What happened in the hour, to all workflows together.</summary>
    public MinuteStats Hour { get; } = Minutes.Aggregate((one, other) => one + other);

    public static SystemState Of(
        RunStats stats, IReadOnlyList<MinuteStats> minutes, LastHour hour, QueuePage queues, IReadOnlyList<StoreFinding> findings) =>
        new(
            stats,
            hour.Fill(minutes),
            [.. minutes.GroupBy(minute => minute.Workflow).Select(workflow => hour.Sum(workflow.Key, workflow))
                .Where(workflow => workflow.Failed > 0).OrderByDescending(workflow => workflow.Failed).ThenBy(workflow => workflow.Workflow, StringComparer.Ordinal).Take(MaxWorkflows)],
            queues,
            findings);
}
