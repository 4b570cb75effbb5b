using Redflow.Schedules;

namespace Redflow.Dashboard.Schedules;

/// <summary>A tick that is to come.</summary>
/// <param name="At">Its instant.</param>
/// <param name="Change">The change of the clocks that matters to it; null for none.</param>
internal sealed record NextTick(DateTimeOffset At, ClockChange? Change);
