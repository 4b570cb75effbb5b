namespace Redflow.Api.Schedules;

/// <summary>How many runs a backfill would start at most.</summary>
internal sealed record BackfillPreview(int Count);
