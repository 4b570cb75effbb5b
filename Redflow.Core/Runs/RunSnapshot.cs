using Redflow.Steps;

namespace Redflow.Runs;

/// <summary>A run and its steps at one moment.</summary>
/// <param name="At">The moment, by Redis's clock.</param>
/// <param name="Run">The run.</param>
/// <param name="Steps">Its steps, in the order in which the handler reached them.</param>
public sealed record RunSnapshot(DateTimeOffset At, Run Run, IReadOnlyList<StepRecord> Steps);
