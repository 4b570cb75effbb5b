using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>A page of a run's log, oldest first.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="NextCursor">Where the next page begins; null when this was the last one.</param>
internal sealed record LogPage(IReadOnlyList<RunLogLine> Lines, string? NextCursor);
