namespace Redflow.Chaos.Checks;

/// <summary>What a check has found.</summary>
/// <param name="Name">The invariant, as a reader of the report knows it.</param>
/// <param name="Violations">How often it was violated.</param>
/// <param name="Examples">The first of the violations, each with what tells it from others.</param>
/// <param name="Checked">How many cases the check has looked at: zero means that nothing was tried.</param>
internal sealed record InvariantResult(string Name, int Violations, IReadOnlyList<string> Examples, int Checked);
