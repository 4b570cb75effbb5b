using Microsoft.Extensions.Logging;

namespace Redflow.Scheduling;

internal static partial class SchedulerLog
{
    [LoggerMessage(2001, LogLevel.Debug, "{Agent} moved {Count} runs.")]
    public static partial void Moved(this ILogger logger, string agent, int count);

    [LoggerMessage(2002, LogLevel.Error, "{Agent} failed; it tries again.")]
    public static partial void LookFailed(this ILogger logger, Exception exception, string agent);

    [LoggerMessage(2003, LogLevel.Warning, "{Reason} Until then {Agent} moves nothing.")]
    public static partial void StoreUnavailable(this ILogger logger, string reason, string agent);

    [LoggerMessage(2005, LogLevel.Error, "Schedule '{Schedule}' can't fire here: this machine does not know its time zone. Install the zone data, or change the schedule.")]
    public static partial void ZoneUnknown(this ILogger logger, Exception exception, string schedule);

    [LoggerMessage(2006, LogLevel.Warning, "{Reason} Until {Agent} has subscribed it looks when it planned to, and is told of nothing earlier.")]
    public static partial void SubscriptionFailed(this ILogger logger, string reason, string agent);

    [LoggerMessage(2007, LogLevel.Debug, "The queues could not be measured; it is tried again while somebody collects.")]
    public static partial void QueuesNotMeasured(this ILogger logger, Exception exception);

    [LoggerMessage(2004, LogLevel.Information, "Redis answers again; {Agent} goes on.")]
    public static partial void StoreAnswersAgain(this ILogger logger, string agent);
}
