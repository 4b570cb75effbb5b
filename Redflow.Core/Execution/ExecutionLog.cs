using Microsoft.Extensions.Logging;
using Redflow.Runs;

namespace Redflow.Execution;

internal static partial class ExecutionLog
{
    /// <summary>What every log line of a handler says of its run.</summary>
    public static readonly Func<ILogger, RunId, string, int, IDisposable?> RunScope =
        LoggerMessage.DefineScope<RunId, string, int>("Run {RunId} of {Workflow}, attempt {Attempt}");

    /// <summary>What every log line of a step's body says of its step.</summary>
    public static readonly Func<ILogger, string, IDisposable?> StepScope = LoggerMessage.DefineScope<string>("Step {Step}");

    [LoggerMessage(1001, LogLevel.Warning,
        "Run {RunId} is of workflow '{Workflow}', which this worker does not have: it goes back to queue '{Queue}' for {Delay}. "
        + "Let workers that share a queue have the same workflows, or give this one a queue of its own.")]
    public static partial void WorkflowUnknown(this ILogger logger, string workflow, RunId runId, string queue, TimeSpan delay);

    [LoggerMessage(1002, LogLevel.Warning,
        "Run {RunId} of '{Workflow}' failed {Failures} of {MaxAttempts} times; the next attempt follows in {Delay}.")]
    public static partial void AttemptFailed(
        this ILogger logger, Exception exception, RunId runId, string workflow, int failures, int maxAttempts, TimeSpan delay);

    [LoggerMessage(1004, LogLevel.Warning, "What run {RunId} of '{Workflow}' registered with its token threw when the token fired.")]
    public static partial void TokenCallbackFailed(this ILogger logger, Exception exception, RunId runId, string workflow);

    [LoggerMessage(1005, LogLevel.Error, "What run {RunId} of '{Workflow}' had from its DI scope threw when it was disposed; the outcome stands.")]
    public static partial void DisposalFailed(this ILogger logger, Exception exception, RunId runId, string workflow);

    [LoggerMessage(1006, LogLevel.Warning,
        "Run {RunId} of '{Workflow}' can't be read by this worker: it goes back to queue '{Queue}' for {Delay}. {Reason}")]
    public static partial void PayloadUnreadable(
        this ILogger logger, string reason, RunId runId, string workflow, string queue, TimeSpan delay);

    [LoggerMessage(1007, LogLevel.Warning, "What run {RunId} of '{Workflow}' has logged, or said of its progress, could not be stored.")]
    public static partial void ReportLost(this ILogger logger, Exception exception, RunId runId, string workflow);

    [LoggerMessage(1003, LogLevel.Error, "Run {RunId} of '{Workflow}' has failed for good in attempt {Attempt}.")]
    public static partial void RunFailed(this ILogger logger, Exception exception, RunId runId, string workflow, int attempt);
}
