using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>A run's log, in the shape in which the API answers it.</summary>
/// <param name="Lines">Its lines.</param>
internal sealed record RunLog(IReadOnlyList<RunLogLine> Lines);
