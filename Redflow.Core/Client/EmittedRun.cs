using Redflow.Runs;

namespace Redflow.Client;

/// <summary>What <see cref="RedflowClient.EmitRunAsync"/> came to.</summary>
/// <param name="Run">The run as the emit stored it; one that existed, as it is now.</param>
/// <param name="AlreadyExisted">Whether the idempotency key was taken: this is the run that has it, and the emit created none.</param>
public sealed record EmittedRun(Run Run, bool AlreadyExisted);
