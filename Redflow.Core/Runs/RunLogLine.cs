using Microsoft.Extensions.Logging;

namespace Redflow.Runs;

/// <summary>A line that a run's handler has logged.</summary>
/// <param name="At">When, by the worker's clock.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Message">The text, at most 2,048 characters.</param>
/// <param name="Step">The step that was running; null for none.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Exception">The exception's type and message; null for none.</param>
public sealed record RunLogLine(DateTimeOffset At, LogLevel Level, string Message, string? Step, int Attempt, string? Exception);
