namespace Redflow.Chaos.Checks;

/// <summary>What all checks have found.</summary>
/// <param name="Invariants">Each invariant.</param>
/// <param name="Takeovers">How long each run of a killed worker waited for the next one, in order.</param>
/// <param name="LostByRedis">Accepted runs that Redis itself lost, as its persistence allows it to.</param>
internal sealed record Verdict(IReadOnlyList<InvariantResult> Invariants, IReadOnlyList<TimeSpan> Takeovers, int LostByRedis);
