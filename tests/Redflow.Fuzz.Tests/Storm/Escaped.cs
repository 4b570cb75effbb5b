using System.Globalization;
using System.Text;

namespace Redflow.Fuzz.Tests.Storm;

/// <summary>
/// Writes any text in printable ASCII, so that it stands in a line of a corpus: <c>\n</c>, <c>\r</c>, <c>\\</c>, and <c>\uXXXX</c> for every other UTF-16 unit that
/// is not printable.
/// </summary>
internal static class Escaped
{
    private const int UnitLength = 4;

    public static string Write(string text)
    {
        var written = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            written = unit switch
            {
                '\\' => written.Append(@"\\"),
                '\n' => written.Append(@"\n"),
                '\r' => written.Append(@"\r"),
                >= ' ' and <= '~' => written.Append(unit),
                _ => written.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
            };
        }

        return written.ToString();
    }

    /// <exception cref="FormatException">The text has an escape that there is none of.</exception>
    public static string Read(string text)
    {
        var read = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                read.Append(text[i]);
                continue;
            }

            switch (text[++i])
            {
                case '\\':
                    read.Append('\\');
                    break;
                case 'n':
                    read.Append('\n');
                    break;
                case 'r':
                    read.Append('\r');
                    break;
                case 'u':
                    read.Append((char)ushort.Parse(text.AsSpan(i + 1, UnitLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    i += UnitLength;
                    break;
                default:
                    throw new FormatException($"'\\{text[i]}' is no escape.");
            }
        }

        return read.ToString();
    }
}
