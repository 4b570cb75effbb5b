using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Client;

/// <summary>A run as a watcher sees it after something has changed.</summary>
/// <param name="Run">The run.</param>
/// <param name="Steps">Its steps, in the order in which the handler reached them.</param>
public sealed record RunUpdate(Run Run, IReadOnlyList<StepRecord> Steps);
