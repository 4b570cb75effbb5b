namespace Redflow.Dashboard.Palette;

/// <summary>A workflow that workers have registered.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Queue">The queue of its runs.</param>
internal sealed record StoredWorkflow(string Name, string Queue);
