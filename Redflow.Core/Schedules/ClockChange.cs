namespace Redflow.Schedules;

/// <summary>A change of a zone's clocks that matters to a tick.</summary>
/// <param name="Tick">The tick's instant.</param>
/// <param name="Effect">What the change makes of it.</param>
/// <param name="From">When clocks change, as they show it before.</param>
/// <param name="To">The same instant, as they show it from then on.</param>
public sealed record ClockChange(DateTimeOffset Tick, ClockEffect Effect, DateTimeOffset From, DateTimeOffset To);
