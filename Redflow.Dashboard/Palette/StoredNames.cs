namespace Redflow.Dashboard.Palette;

/// <summary>What the palette finds by name, with members as the API's answers have them, so that paths that hide these hide them here.</summary>
/// <param name="Workflows">The registered workflows.</param>
/// <param name="Schedules">The schedules.</param>
internal sealed record StoredNames(IReadOnlyList<StoredWorkflow> Workflows, IReadOnlyList<StoredSchedule> Schedules);
