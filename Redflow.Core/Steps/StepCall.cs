namespace Redflow.Steps;

/// <summary>A step of work that the handler has come to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Position">Which step of the pass it is, from 1.</param>
/// <param name="Options">How to run it.</param>
internal readonly record struct StepCall(string Name, int Position, StepOptions Options);
