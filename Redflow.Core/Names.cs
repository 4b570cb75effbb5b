using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Redflow;

/// <summary>The rule for names of workflows and queues: they stand in keys, URLs, logs and metrics.</summary>
public static class Names
{
    /// <summary>The longest name.</summary>
    public const int MaxLength = 128;

    /// <summary>The longest name of an event or a signal, and the longest correlation key, in characters.</summary>
    public const int MaxLabelLength = 256;

    /// <summary>The rule, as errors quote it.</summary>
    public const string Rule = "1 to 128 characters of letters, digits, dot, dash and underscore";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    /// <summary>Tells whether a text is a name.</summary>
    public static bool IsValid([NotNullWhen(true)] string? name) =>
        name is { Length: > 0 and <= MaxLength } && !name.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>Tells whether a text may name a step or be a key: it is stored as UTF-8, so half a surrogate pair would be lost.</summary>
    public static bool IsLabel([NotNullWhen(true)] string? text, int maxLength)
    {
        if (text is null || text.Length == 0 || text.Length > maxLength)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i++)))
            {
                return false;
            }
        }

        return true;
    }

    /// <exception cref="ArgumentException">The text is not a name of an event or a signal, or a key.</exception>
    internal static void CheckLabel(string parameter, string? text)
    {
        if (!IsLabel(text, MaxLabelLength))
        {
            throw new ArgumentException($"A name or key takes 1 to {MaxLabelLength} characters without control characters.", parameter);
        }
    }

    internal static void Check(string what, string? name)
    {
        if (!IsValid(name))
        {
            throw new ArgumentException($"'{name}' is not a {what} name: it takes {Rule}.", what);
        }
    }
}
