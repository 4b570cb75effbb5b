using Redflow.Steps;

namespace Redflow.Api.Runs;

/// <summary>The steps of a run, in the order in which its handler reached them.</summary>
/// <param name="Steps">The steps.</param>
internal sealed record StepList(IReadOnlyList<StepRecord> Steps);
