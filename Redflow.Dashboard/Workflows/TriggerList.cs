using Redflow.Dashboard.Schedules;

namespace Redflow.Dashboard.Workflows;

/// <summary>The schedules of all workflows.</summary>
/// <param name="ByWorkflow">The schedules of each.</param>
/// <param name="IsCut">Whether there are more than were read.</param>
internal sealed record TriggerList(ILookup<string, ShownSchedule> ByWorkflow, bool IsCut);
