namespace Redflow.Runs;

/// <summary>What has become of a run: it was created, has another status, or a step of it was stored.</summary>
/// <param name="Id">The run.</param>
/// <param name="Workflow">Its workflow.</param>
/// <param name="Status">Its status since then.</param>
public readonly record struct RunChange(RunId Id, string Workflow, RunStatus Status);
