namespace Redflow.Runs;

/// <summary>A step that a suspended run waits for.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Kind">What it waits for.</param>
/// <param name="Target">The child's id, the event's name or the signal's name; null for a sleep.</param>
/// <param name="Until">When the sleep or the wait's time-out is over; null for one without.</param>
public sealed record WaitingStep(string Step, WaitKind Kind, string? Target, DateTimeOffset? Until);
