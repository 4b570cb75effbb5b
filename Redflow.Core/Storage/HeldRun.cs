using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>A run that a worker holds.</summary>
/// <param name="Id">The run.</param>
/// <param name="Fence">The fence it was claimed under.</param>
public readonly record struct HeldRun(RunId Id, long Fence);
