using System.Text;

namespace Redflow.Cli.Terminal;

/// <summary>
/// Text from the server as a terminal may get it: names, payloads and error messages are other people's, and an escape sequence in one would
/// move the cursor, change the title, or hide what stands there.
/// </summary>
internal static class Printable
{
    /// <summary>A text for one line.</summary>
    public static string Text(string text) => Escape(text, IsUnsafe);

    /// <summary>A text of several lines.</summary>
    public static string Lines(string text) => Escape(text.ReplaceLineEndings("\n"), letter => letter != '\n' && IsUnsafe(letter));

    /// <summary>A JSON document: what it says stays the same, since outside of strings it has nothing of what is written in another way.</summary>
    public static string Json(string json) => Escape(json, letter => letter >= ' ' && IsUnsafe(letter));

    private static string Escape(string text, Func<char, bool> isUnsafe)
    {
        if (!text.Any(isUnsafe))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            _ = isUnsafe(letter) ? safe.Append($"\\u{(int)letter:x4}") : safe.Append(letter);
        }

        return safe.ToString();
    }

    /// <summary>Control characters, and those that turn the direction of the text around them.</summary>
    private static bool IsUnsafe(char letter) =>
        char.IsControl(letter)
        || letter is '\u200e' or '\u200f' or '\u061c' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
