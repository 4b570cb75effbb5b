using Redflow.Payloads;

namespace Redflow.Schedules;

/// <summary>A cron trigger as workers have registered it.</summary>
/// <param name="Id">What tells it from the workflow's other triggers.</param>
/// <param name="Expression">The cron expression.</param>
/// <param name="TimeZone">The time zone that the expression is read in.</param>
/// <param name="Input">The input of the runs that it starts.</param>
public sealed record CronInfo(string Id, string Expression, string TimeZone, Payload Input);
