namespace Redflow.Dashboard.Queries;

/// <summary>What was found in a list.</summary>
/// <param name="Rows">The rows that match.</param>
/// <param name="NextCursor">Where to go on; null when all of the list was looked at.</param>
/// <param name="Looked">How many rows were looked at.</param>
internal sealed record Sifted<T>(IReadOnlyList<T> Rows, string? NextCursor, int Looked);
