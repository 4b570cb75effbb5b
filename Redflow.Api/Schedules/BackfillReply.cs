namespace Redflow.Api.Schedules;

/// <summary>How many runs a backfill has started.</summary>
internal sealed record BackfillReply(int Started);
