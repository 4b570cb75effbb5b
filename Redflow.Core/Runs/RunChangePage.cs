namespace Redflow.Runs;

/// <summary>What has become of runs since a place.</summary>
/// <param name="Changes">The changes, those of one run in their order.</param>
/// <param name="Cursor">The place behind them: give it to the next call.</param>
/// <param name="IsGap">Whether changes before these are not known: what is shown of runs has to be read anew.</param>
/// <param name="HasMore">Whether there are more already.</param>
/// <remarks>
/// Changes are told only while somebody asks for them at least every 10 seconds, and the last 10,000 are kept, in each partition; a status that a run
/// had for a moment only, and the deletion of a run, may be left out.
/// </remarks>
public sealed record RunChangePage(IReadOnlyList<RunChange> Changes, string Cursor, bool IsGap, bool HasMore);
