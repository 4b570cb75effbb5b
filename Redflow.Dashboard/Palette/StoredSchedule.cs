namespace Redflow.Dashboard.Palette;

/// <summary>A schedule.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Workflow">The workflow whose runs it starts.</param>
internal sealed record StoredSchedule(string Id, string Workflow);
