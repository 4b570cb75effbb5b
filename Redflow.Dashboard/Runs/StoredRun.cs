using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Dashboard.Runs;

/// <summary>A run and its steps, in the shape in which the API answers them.</summary>
/// <param name="Run">The run.</param>
/// <param name="Progress">How far it has come; null when the handler has not said.</param>
/// <param name="Steps">Its steps.</param>
internal sealed record StoredRun(Run Run, RunProgress? Progress, IReadOnlyList<StepRecord> Steps)
{
    public static StoredRun Of(RunSnapshot snapshot) => new(snapshot.Run, snapshot.Run.Progress, snapshot.Steps);
}
