namespace Redflow.Scheduler;

internal static partial class SchedulerLog
{
    [LoggerMessage(2001, LogLevel.Debug, "{Agent} moved {Count} runs.")]
    public static partial void Moved(this ILogger logger, string agent, int count);

    [LoggerMessage(2002, LogLevel.Warning, "{Agent} could not look at what is due; it tries again.")]
    public static partial void LookFailed(this ILogger logger, Exception exception, string agent);
}
