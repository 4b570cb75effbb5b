using Redflow.Dashboard.FirstRun;
using Redflow.Queues;
using Redflow.Runs;
using Redflow.Storage;

namespace Redflow.Dashboard.Overview;

/// <summary>How the whole system is.</summary>
/// <param name="Stats">Counts of everything.</param>
/// <param name="Minutes">What happened in the last hour, minute by minute, oldest first; also those in which nothing did.</param>
/// <param name="Workflows">What happened in that hour to each workflow of which a run started or ended.</param>
/// <param name="Queues">The queues.</param>
internal sealed record SystemState(RunStats Stats, IReadOnlyList<MinuteStats> Minutes, IReadOnlyList<MinuteStats> Workflows, QueuePage Queues)
{
    private const int MaxFailing = 8;

    /// <summary>What the server tells of itself; null for a store in memory.</summary>
    public StoreServer? Server { get; init; }

    /// <summary>What the doctor has found.</summary>
    public IReadOnlyList<StoreFinding> Findings { get; init; } = [];

    /// <summary>The samples that workers have registered, while there are no runs.</summary>
    public IReadOnlyList<SampleWorkflow> Samples { get; init; } = [];

    /// <summary>What happened in the hour, to all workflows together.</summary>
    public MinuteStats Hour { get; } = Minutes.Aggregate((one, other) => one + other);

    /// <summary>The workflows of which runs failed in that hour, those of the most first.</summary>
    public IEnumerable<MinuteStats> Failing => Workflows.Where(workflow => workflow.Failed > 0)
        .OrderByDescending(workflow => workflow.Failed).ThenBy(workflow => workflow.Workflow, StringComparer.Ordinal).Take(MaxFailing);

    /// <summary>Whether nobody has emitted anything yet: there are no runs but those of the sample that starts by itself.</summary>
    public bool HasNoRuns => Known.All(name => name == SampleWorkflows.Scheduled);

    /// <summary>Whether there are runs, of samples alone.</summary>
    public bool HasOnlySamples => !HasNoRuns && Known.All(SampleWorkflows.IsSample);

    /// <summary>The users' workflows that have runs, or had some in the hour.</summary>
    private IEnumerable<string> Known => Stats.Workflows.Keys.Concat(Workflows.Select(workflow => workflow.Workflow)).Where(name => !SystemNames.IsOurs(name));

    public static SystemState Of(RunStats stats, HourStats hour, QueuePage queues) => new(
        stats,
        hour.Hour.Fill(hour.Minutes),
        [.. hour.Minutes.GroupBy(minute => minute.Workflow).Select(workflow => hour.Hour.Sum(workflow.Key, workflow))],
        queues);
}
