using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>The step of another run that made a run.</summary>
/// <param name="Run">The parent.</param>
/// <param name="Step">The step.</param>
/// <param name="OnClosed">What becomes of the child when the parent ends before it.</param>
public sealed record ParentStep(RunId Run, string Step, OnParentClosed OnClosed);
