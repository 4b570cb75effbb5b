using Redflow.Dashboard.Design;
using Redflow.Payloads;

namespace Redflow.Dashboard.Runs;

/// <summary>A run's input as a form shows it, to be edited.</summary>
/// <param name="Text">The text; empty when it is not shown.</param>
/// <param name="Hint">Why it is not shown, and what to do; null when it is.</param>
internal sealed record EditableInput(string Text, string? Hint)
{
    private const int MaxBytes = 256 * 1024;

    /// <param name="stored">The input as it is stored.</param>
    /// <param name="seen">The input as the viewer sees it.</param>
    public static EditableInput Of(Payload stored, Payload seen) => !IsSame(stored, seen)
        ? new("", "You do not see all of this run's input. Left empty, the new run has the same one; what you write takes its place.")
        : stored.Utf8.Length > MaxBytes
            ? new("", $"The input has {Times.Count(stored.Utf8.Length)} bytes: too many to be edited here. Left empty, the new run has the same one; what you write takes its place.")
            : new(JsonLayout.IndentText(stored.Utf8), null);

    /// <summary>Whether a viewer sees all of a payload: what is covered is written anew, so layouts do not count.</summary>
    public static bool IsSame(Payload stored, Payload seen) => stored.Utf8.Span.SequenceEqual(seen.Utf8.Span)
        || JsonLayout.Compact(stored.Utf8).AsSpan().SequenceEqual(JsonLayout.Compact(seen.Utf8));

    /// <summary>Whether a text leaves the input as it is. Browsers send lines with two characters at their ends.</summary>
    public bool IsLeftBy(string text) => string.IsNullOrWhiteSpace(text) || text.ReplaceLineEndings("\n").Trim() == Text.Trim();
}
