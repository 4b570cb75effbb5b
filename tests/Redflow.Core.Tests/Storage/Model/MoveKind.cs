namespace Redflow.Core.Tests.Storage.Model;

/// <summary>What workers, schedulers, clients and operators do to a store.</summary>
internal enum MoveKind
{
    Emit,
    EmitMany,
    EmitAgain,
    Claim,
    ClaimWithoutReply,
    Finish,
    FinishAndClaim,
    FinishAgain,
    CommitStep,
    Renew,
    Register,
    Release,
    Advance,
    Promote,
    Reap,
    Relay,
    Sweep,
    Cancel,
    Retry,
    Rerun,
    Delete,
    Signal,
    EmitEvent,
    PauseQueue,
    PauseWorkflow,
    SetLimits,
    Redefine,
}
