namespace Redflow.Api.Schedules;

/// <summary>How many runs a backfill has started.</summary>
/// <param name="Started">How many; instants that had a run already do not count.</param>
internal sealed record BackfillReply(int Started);
