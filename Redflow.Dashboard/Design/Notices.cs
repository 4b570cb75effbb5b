namespace Redflow.Dashboard.Design;

/// <summary>What a form came to, as the page says it that is shown next. Its address names the sentence and does not hold it, so that no link can put words in the dashboard's mouth.</summary>
internal static class Notices
{
    public const string Canceled = "canceled";
    public const string CancelRequested = "cancel-requested";
    public const string AlreadyFinished = "already-finished";
    public const string Retried = "retried";
    public const string RetryNotFinished = "retry-not-finished";
    public const string RetrySucceeded = "retry-succeeded";
    public const string RetryCompensated = "retry-compensated";
    public const string Rerun = "rerun";
    public const string RerunRefused = "rerun-refused";
    public const string Started = "started";
    public const string KeyTaken = "key-taken";
    public const string WorkflowPaused = "workflow-paused";
    public const string WorkflowResumed = "workflow-resumed";
    public const string LimitsSet = "limits-set";
    public const string QueuePaused = "queue-paused";
    public const string QueueResumed = "queue-resumed";
    public const string NotPaused = "not-paused";

    private static readonly Dictionary<string, string> Sentences = new()
    {
        [Canceled] = "The run is canceled.",
        [CancelRequested] = "Cancellation was asked for: the handler's token fires, and the run ends as soon as the handler does.",
        [AlreadyFinished] = "The run had already ended. Nothing was changed.",
        [Retried] = "The run is back in its queue. Its finished steps stand.",
        [RetryNotFinished] = "The run has not ended. Nothing was changed.",
        [RetrySucceeded] = "The run succeeded. Nothing was changed: rerun it to do its work again.",
        [RetryCompensated] = "The run has compensations, and what its steps have done is undone. Nothing was changed: rerun it from the start.",
        [Rerun] = "This is the new run.",
        [RerunRefused] = "The run is the engine's own and can't be repeated.",
        [Started] = "The run is started.",
        [KeyTaken] = "This run has the idempotency key already. No other one was started.",
        [WorkflowPaused] = "The workflow is paused.",
        [WorkflowResumed] = "The workflow goes on.",
        [LimitsSet] = "The limits are set, until a worker registers the workflow again.",
        [QueuePaused] = "The queue is paused.",
        [QueueResumed] = "The queue goes on.",
        [NotPaused] = "It was not paused. Nothing was changed.",
    };

    public static string? Find(string? word) => word is not null ? Sentences.GetValueOrDefault(word) : null;
}
