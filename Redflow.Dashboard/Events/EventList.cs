using Redflow.Dashboard.Queries;

namespace Redflow.Dashboard.Events;

/// <summary>A page of the list of events.</summary>
/// <param name="Filter">What is asked for.</param>
/// <param name="Found">The events, newest first.</param>
/// <param name="IsFirst">Whether it is the first page.</param>
internal sealed record EventList(EventFilter Filter, Sifted<ShownEvent> Found, bool IsFirst);
