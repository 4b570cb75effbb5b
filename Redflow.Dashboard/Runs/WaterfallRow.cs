namespace Redflow.Dashboard.Runs;

/// <summary>A row of a waterfall: an attempt, or a step of one.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Step">The step; null for an attempt.</param>
/// <param name="Status">Where it stands, as a word.</param>
/// <param name="Bars">Its bars, in time.</param>
/// <param name="Took">How long it took, as people read it.</param>
/// <param name="Mistake">What went wrong; null when nothing did.</param>
internal sealed record WaterfallRow(string Name, string? Step, string Status, IReadOnlyList<WaterfallBar> Bars, string Took, string? Mistake);
