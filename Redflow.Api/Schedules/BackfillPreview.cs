namespace Redflow.Api.Schedules;

/// <summary>How many runs a backfill would start at most.</summary>
/// <param name="Count">As many as the span has instants.</param>
internal sealed record BackfillPreview(int Count);
