using Redflow.Runs;

namespace Redflow.Dashboard.Events;

/// <summary>Runs that an event has started or released, in the shape in which the API lists runs.</summary>
/// <param name="Runs">The runs.</param>
internal sealed record MatchedRuns(IReadOnlyList<RunSummary> Runs);
