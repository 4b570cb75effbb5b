using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Dashboard.Workflows;

/// <summary>A workflow as its page shows it.</summary>
/// <param name="Info">What workers have registered.</param>
/// <param name="Row">What becomes of its runs, and what starts them.</param>
/// <param name="Minutes">What happened to them in each minute of the last hour.</param>
/// <param name="Slots">How many runs hold a slot of its limits.</param>
/// <param name="Newest">The newest runs.</param>
/// <param name="Failures">The kept runs that have failed, grouped.</param>
/// <param name="HasMoreSchedules">Whether there are schedules that were not read.</param>
internal sealed record ShownWorkflow(
    WorkflowInfo Info, WorkflowRow Row, IReadOnlyList<MinuteStats> Minutes, long Slots, RunPage Newest, FailurePage Failures, bool HasMoreSchedules);
