using Redflow.Dashboard.Schedules;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Dashboard.Workflows;

/// <summary>A workflow in the list of them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Info">What workers have registered, without the schema of its input; null where there are runs of it and no worker has registered it.</param>
/// <param name="Runs">How many runs are in each status.</param>
/// <param name="Minutes">What happened to them in the last hour, for each minute in which anything did.</param>
/// <param name="Hour">The same, of the whole hour.</param>
/// <param name="Schedules">The schedules that start runs of it.</param>
/// <param name="Workers">How many workers serve its queue; null where that was not read.</param>
internal sealed record WorkflowRow(
    string Name,
    WorkflowInfo? Info,
    IReadOnlyDictionary<RunStatus, long> Runs,
    IReadOnlyList<MinuteStats> Minutes,
    MinuteStats Hour,
    IReadOnlyList<ShownSchedule> Schedules,
    int? Workers)
{
    public long Count(RunStatus status) => Runs.GetValueOrDefault(status);

    /// <summary>Whether a search for a part of a name means it: its own, that of its queue or of an event that starts it.</summary>
    public bool Matches(string text) => Info is { } info
        ? info.Events.Append(Name).Append(info.Queue).Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase))
        : Name.Contains(text, StringComparison.OrdinalIgnoreCase);
}
