using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Storage;

/// <summary>How a step ended.</summary>
/// <param name="Id">The run.</param>
/// <param name="Fence">The fence it was claimed under.</param>
/// <param name="Step">The step's name.</param>
/// <param name="Status"><see cref="StepStatus.Succeeded"/> is final; <see cref="StepStatus.Failed"/> is replaced by the next attempt's.</param>
/// <param name="Position">Which step of the pass it was, from 1.</param>
/// <param name="Attempt">The attempt of the run.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Payload">The result as JSON, or the error as JSON.</param>
public sealed record StepCommit(
    RunId Id, long Fence, string Step, StepStatus Status, int Position, int Attempt, TimeSpan Duration, byte[] Payload)
{
    /// <summary>What the step owes to others; only with <see cref="StepStatus.Succeeded"/>.</summary>
    public IReadOnlyList<StepEffect> Effects { get; init; } = [];

    /// <summary>How many bytes of payloads it carries.</summary>
    internal long PayloadSize => Payload.Length + Effects.Sum(effect => effect switch
    {
        StepEffect.EmitRun emit => (long)emit.Run.Input.Length,
        StepEffect.EmitEvent emit => emit.Event.Payload.Length,
        _ => 0,
    });
}
