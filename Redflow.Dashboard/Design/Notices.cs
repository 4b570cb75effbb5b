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
    public const string SignalDelivered = "signal-delivered";
    public const string SignalFinished = "signal-finished";
    public const string SignalFull = "signal-full";
    public const string Deleted = "deleted";
    public const string DeleteNotFound = "delete-not-found";
    public const string DeleteNotFinished = "delete-not-finished";

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
        [SignalDelivered] = "The run has the signal: a step that waits for it goes on with it, or it is kept until one does.",
        [SignalFinished] = "The run has ended. No signal was stored.",
        [SignalFull] = "The run has taken as many signals as a run may, 10,000. This one was not stored.",
        [Deleted] = "The run is deleted.",
        [DeleteNotFound] = "The run was gone already. Nothing was changed.",
        [DeleteNotFinished] = "The run has not ended, or what it has to undo is still owed. Nothing was changed: cancel it first.",
    };

    public static string? Find(string? word) => word is not null ? Sentences.GetValueOrDefault(word) : null;
}
