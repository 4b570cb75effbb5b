using System.Security.Cryptography;
using System.Text;

namespace Redflow.Runs;

/// <summary>What went wrong in an attempt at a run or a step, as it is stored.</summary>
/// <param name="Type">The exception's full type name; <see cref="WorkerLost"/> when the worker was lost.</param>
/// <param name="Message">The exception's message, at most 4,096 characters.</param>
/// <param name="StackTrace">The stack trace, at most 16,384 characters; null where nothing was thrown.</param>
public sealed record RunError(string Type, string Message, string? StackTrace = null)
{
    /// <summary>The <see cref="Type"/> of a run that failed because the workers that claimed it were lost too often.</summary>
    public const string WorkerLost = "WorkerLost";

    /// <summary>The <see cref="Type"/> of a run that took longer than its time-out.</summary>
    public const string RunTimedOut = "RunTimedOut";

    internal const int FingerprintLength = 16;
    internal const int MaxMessageLength = 4_096;
    internal const int MaxStackTraceLength = 16_384;

    /// <summary>The step in which it was thrown; null for none.</summary>
    public string? Step { get; init; }

    /// <summary>The child that failed, where a step waited for one; null for none.</summary>
    public RunId? Child { get; init; }

    /// <summary>What errors that are alike have in common: step, type and top frame, a line each.</summary>
    internal string Signature => $"{Step}\n{Type}\n{TopFrame}";

    /// <summary>Returns what the failures of a workflow that are alike have in common: 16 hexadecimal digits.</summary>
    internal string Fingerprint(string workflow)
    {
#pragma warning disable CA5350 // Redis scripts have SHA-1 alone; nothing is secured by it.
        var hash = SHA1.HashData(Encoding.UTF8.GetBytes($"{workflow}\n{Signature}"));
#pragma warning restore CA5350
        return Convert.ToHexStringLower(hash.AsSpan(0, FingerprintLength / 2));
    }

    /// <summary>Makes one of an exception, cutting its texts to what is stored.</summary>
    public static RunError From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new(exception.GetType().FullName!, Cut(exception.Message, MaxMessageLength)!, Cut(exception.StackTrace, MaxStackTraceLength));
    }

    /// <summary>The method that threw, without its parameters, file and line; empty where nothing was thrown.</summary>
    internal string TopFrame => StackTrace is null ? "" : StackTrace.TrimStart().Split('\n', 2)[0].Split('(', 2)[0].Trim();

    private static string? Cut(string? text, int length) => text is null || text.Length <= length ? text : text[..length];
}
