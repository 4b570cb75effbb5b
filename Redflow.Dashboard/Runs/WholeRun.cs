using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Dashboard.Runs;

/// <summary>All that is kept of a run, in the shapes in which the API answers it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Steps">Its steps, in the order in which the handler reached them.</param>
/// <param name="Log">The last lines that its handler has logged, oldest first.</param>
/// <param name="Timeline">What happened and when, with its newest children.</param>
internal sealed record WholeRun(Run Run, IReadOnlyList<StepRecord> Steps, IReadOnlyList<RunLogLine> Log, RunTimeline Timeline);
