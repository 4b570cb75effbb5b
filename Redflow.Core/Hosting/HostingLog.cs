using Microsoft.Extensions.Logging;
using Redflow.Runs;

namespace Redflow.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(1101, LogLevel.Information,
        "Worker {Worker} serves queues {Queues} with {Concurrency} runs at a time; its workflows: {Workflows}.")]
    public static partial void WorkerStarted(this ILogger logger, string worker, string queues, int concurrency, string workflows);

    [LoggerMessage(1102, LogLevel.Information, "Worker {Worker} drains: nothing new is claimed, {Count} runs have {GracePeriod} to end.")]
    public static partial void WorkerDraining(this ILogger logger, string worker, int count, TimeSpan gracePeriod);

    [LoggerMessage(1103, LogLevel.Information, "Worker {Worker} has stopped.")]
    public static partial void WorkerStopped(this ILogger logger, string worker);

    [LoggerMessage(1104, LogLevel.Warning, "The worker can't register yet: {Reason}")]
    public static partial void RegistrationFailed(this ILogger logger, string reason);

    [LoggerMessage(1105, LogLevel.Warning, "Claiming runs and handing in {Count} finished ones failed; it is tried again.")]
    public static partial void ExchangeFailed(this ILogger logger, Exception exception, int count);

    [LoggerMessage(1106, LogLevel.Warning, "The lease could not be renewed. {Lost} runs were given up because it has run out.")]
    public static partial void RenewalFailed(this ILogger logger, Exception exception, int lost);

    [LoggerMessage(1107, LogLevel.Warning, "The lease had run out and its runs were taken back; the worker registers again.")]
    public static partial void LeaseReaped(this ILogger logger);

    [LoggerMessage(1108, LogLevel.Warning, "Run {RunId} of '{Workflow}' was lost to another worker; nothing this pass did since is stored.")]
    public static partial void LeaseOfRunLost(this ILogger logger, RunId runId, string workflow);

    [LoggerMessage(1109, LogLevel.Warning, "The outcome of run {RunId} was refused: another worker has it.")]
    public static partial void OutcomeRefused(this ILogger logger, RunId runId);

    [LoggerMessage(1110, LogLevel.Warning, "{Count} runs that were claimed by a call whose reply was lost went back to their queues.")]
    public static partial void StrangersReturned(this ILogger logger, int count);

    [LoggerMessage(1112, LogLevel.Warning,
        "{Count} handlers went on although their token had fired. Their runs are back in the queues; what they still do is not stored.")]
    public static partial void HandlersLeftBehind(this ILogger logger, int count);

    [LoggerMessage(1113, LogLevel.Warning, "{Reason} Until then no run is claimed, and {Count} finished ones wait to be handed in.")]
    public static partial void StoreUnavailable(this ILogger logger, string reason, int count);

    [LoggerMessage(1114, LogLevel.Information, "Redis answers again; the worker goes on.")]
    public static partial void StoreAnswersAgain(this ILogger logger);

    [LoggerMessage(1115, LogLevel.Error, "A pass of run {RunId} of '{Workflow}' could not be handed in; the run is given back at the next renewal.")]
    public static partial void PassLost(this ILogger logger, Exception exception, RunId runId, string workflow);

    [LoggerMessage(1117, LogLevel.Warning, "Run {RunId} of '{Workflow}' took longer than its time-out and has ended; nothing this pass did since is stored.")]
    public static partial void RunTimedOut(this ILogger logger, RunId runId, string workflow);

    [LoggerMessage(1118, LogLevel.Warning, "A partition is away: {Reason} Until it is back nothing is claimed there, and {Count} finished runs wait to be handed in.")]
    public static partial void PartitionUnavailable(this ILogger logger, string reason, int count);

    [LoggerMessage(1119, LogLevel.Warning,
        "{Reason} Until the worker has subscribed it finds runs by its polls, and hears of cancellations with its renewals.")]
    public static partial void SubscriptionFailed(this ILogger logger, string reason);

    [LoggerMessage(1120, LogLevel.Warning, "Run {RunId} of '{Workflow}' was claimed under a lease that has run out since; it is given back.")]
    public static partial void ClaimedTooLate(this ILogger logger, RunId runId, string workflow);

    [LoggerMessage(1201, LogLevel.Error, "{Finding}")]
    public static partial void StoreUnfit(this ILogger logger, string finding);

    [LoggerMessage(1202, LogLevel.Warning, "{Finding}")]
    public static partial void StoreAtRisk(this ILogger logger, string finding);

    [LoggerMessage(1203, LogLevel.Information, "{Finding}")]
    public static partial void StoreNotChecked(this ILogger logger, string finding);

    [LoggerMessage(1204, LogLevel.Warning, "{Reason} The store is examined when it answers.")]
    public static partial void StoreNotExamined(this ILogger logger, string reason);

    [LoggerMessage(1111, LogLevel.Warning, "The worker could not give its runs back when it stopped; they are taken back when its lease runs out.")]
    public static partial void ReleaseFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1116, LogLevel.Warning, "Effects could not be delivered; a scheduler delivers them.")]
    public static partial void RelayFailed(this ILogger logger, Exception exception);
}
