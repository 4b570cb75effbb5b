namespace Redflow.Runs;

/// <summary>What went wrong in an attempt at a run or a step, as it is stored.</summary>
/// <param name="Type">The exception's full type name; <see cref="WorkerLost"/> when the worker was lost.</param>
/// <param name="Message">The exception's message, at most 4,096 characters.</param>
/// <param name="StackTrace">The stack trace, at most 16,384 characters; null where nothing was thrown.</param>
public sealed record RunError(string Type, string Message, string? StackTrace = null)
{
    /// <summary>The <see cref="Type"/> of a run that failed because the workers that claimed it were lost too often.</summary>
    public const string WorkerLost = "WorkerLost";

    private const int MaxMessageLength = 4_096;
    private const int MaxStackTraceLength = 16_384;

    internal static RunError From(Exception exception) =>
        new(exception.GetType().FullName!, Cut(exception.Message, MaxMessageLength)!, Cut(exception.StackTrace, MaxStackTraceLength));

    private static string? Cut(string? text, int length) => text is null || text.Length <= length ? text : text[..length];
}
