using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>A page of a run's log, oldest first.</summary>
internal sealed record LogPage(IReadOnlyList<RunLogLine> Lines, string? NextCursor);
