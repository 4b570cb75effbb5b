using Redflow.Runs;

namespace Redflow.Dashboard.Overview;

/// <summary>What happened in the last hour to the users' workflows.</summary>
/// <param name="Hour">Which hour.</param>
/// <param name="Minutes">For each workflow the minutes in which anything happened to it.</param>
internal sealed record HourStats(LastHour Hour, IReadOnlyList<MinuteStats> Minutes);
