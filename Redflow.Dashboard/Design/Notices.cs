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
    public const string ThemeChosen = "theme-chosen";
    public const string SampleEmitted = "sample-emitted";
    public const string SampleRefused = "sample-refused";
    public const string SignalDelivered = "signal-delivered";
    public const string SignalFinished = "signal-finished";
    public const string SignalFull = "signal-full";
    public const string Deleted = "deleted";
    public const string DeleteNotFound = "delete-not-found";
    public const string DeleteNotFinished = "delete-not-finished";
    public const string BulkStarted = "bulk-started";
    public const string BulkAborted = "bulk-aborted";
    public const string BulkAbortRequested = "bulk-abort-requested";
    public const string BulkEnded = "bulk-ended";
    public const string ScheduleEnabled = "schedule-enabled";
    public const string ScheduleDisabled = "schedule-disabled";
    public const string ScheduleDeleted = "schedule-deleted";
    public const string ScheduleDeclared = "schedule-declared";
    public const string ScheduleQueueFull = "schedule-queue-full";
    public const string ScheduleWorkflowUnknown = "schedule-workflow-unknown";
    public const string Triggered = "triggered";
    public const string Backfilled = "backfilled";
    public const string NothingBackfilled = "nothing-backfilled";
    public const string EventEmitted = "event-emitted";
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
        [ThemeChosen] = "Pages in this browser look so from now on.",
        [RerunRefused] = "The run is the engine's own and can't be repeated.",
        [SampleEmitted] = "This is your first run: its steps show below as they come. What to do next, with code to paste, is on the overview.",
        [SampleRefused] = "No run was emitted: no worker has this sample any more, or it takes another input.",
        [SignalDelivered] = "The run has the signal: a step that waits for it goes on with it, or it is kept until one does.",
        [SignalFinished] = "The run has ended. No signal was stored.",
        [SignalFull] = "The run has taken as many signals as a run may, 10,000. This one was not stored.",
        [Deleted] = "The run is deleted.",
        [DeleteNotFound] = "The run was gone already. Nothing was changed.",
        [DeleteNotFinished] = "The run has not ended, or what it has to undo is still owed. Nothing was changed: cancel it first.",
        [BulkStarted] = "The bulk job is stored, and a worker performs it. You may leave this page.",
        [BulkAborted] = "The bulk job is aborted. What it has done stays done.",
        [BulkAbortRequested] = "Its worker is being told. What it has done by then stays done.",
        [BulkEnded] = "The bulk job had already ended. Nothing was changed.",
        [ScheduleEnabled] = "The schedule fires again, from its next tick on.",
        [ScheduleDisabled] = "The schedule fires no more until it is enabled.",
        [ScheduleDeleted] = "The schedule is deleted. The runs that it has started stay.",
        [ScheduleDeclared] = "The schedule is declared by its workflow's code, and can't be deleted here. Nothing was changed.",
        [ScheduleQueueFull] = "The workflow's queue has as many runs as it takes. What was started before stays; try the rest again later.",
        [ScheduleWorkflowUnknown] = "No worker has registered the schedule's workflow. Nothing was started: start a worker that has it.",
        [Triggered] = "This is the run that was started by hand.",
        [Backfilled] = "The span is filled in: what was started stands with the last ticks.",
        [NothingBackfilled] = "Each instant of the span has a run already. Nothing was started.",
        [EventEmitted] = "This is the event that was emitted.",
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
