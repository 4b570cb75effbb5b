namespace Redflow.Chaos.Mutations;

/// <summary>A deliberate breakage of the engine's scripts.</summary>
/// <param name="Name">What <c>REDFLOW_MUTATION</c> is set to.</param>
/// <param name="Invariant">The invariant that has to find it, one of <see cref="Checks.Invariants"/>.</param>
/// <param name="Faults">The faults that bring it out; none where the workload alone does.</param>
/// <param name="Edits">The texts that are replaced, wherever a script has them.</param>
internal sealed record Mutation(string Name, string Invariant, IReadOnlyList<string> Faults, params IReadOnlyList<(string Old, string New)> Edits);
