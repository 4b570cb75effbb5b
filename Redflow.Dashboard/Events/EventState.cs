using Redflow.Runs;

namespace Redflow.Dashboard.Events;

/// <summary>An event as its page shows it.</summary>
/// <param name="Event">The event, with what it carries.</param>
/// <param name="Known">The first of the runs that it has started and released, where they are kept.</param>
internal sealed record EventState(ShownEvent Event, IReadOnlyDictionary<RunId, RunSummary> Known);
