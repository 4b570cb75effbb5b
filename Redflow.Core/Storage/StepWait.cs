namespace Redflow.Storage;

/// <summary>A step that waits for a time.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Position">Which step of the pass it was, from 1.</param>
/// <param name="Delay">How long to wait from now; what an earlier pass stored for the same step stands.</param>
public sealed record StepWait(string Step, int Position, TimeSpan Delay);
