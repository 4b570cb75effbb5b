using System.Text;
using System.Text.RegularExpressions;

namespace Redflow.Worker.Tests.Welcome;

/// <summary>Reads a message back by the rules of RFC 5322 and 2047, as far as a text message needs them.</summary>
internal sealed partial class EmlFile
{
    private readonly ILookup<string, string> _headers;

    public EmlFile(string path)
    {
        var text = File.ReadAllText(path, Encoding.UTF8);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));

        var parts = text.Split("\r\n\r\n", 2);
        _headers = FoldedLine().Replace(parts[0], " ").Split("\r\n")
            .Select(line => line.Split(": ", 2))
            .ToLookup(pair => pair[0], pair => DecodedWords(pair[1]), StringComparer.OrdinalIgnoreCase);
        Assert.True(Ascii.IsValid(parts[0]));
        Assert.Equal("8bit", this["Content-Transfer-Encoding"]);
        Body = parts[1];
    }

    public string Body { get; }

    /// <summary>The one header of that name.</summary>
    public string this[string name] => Assert.Single(_headers[name]);

    private static string DecodedWords(string value) => EncodedWord().Replace(
        SpaceBetweenWords().Replace(value, "?==?"),
        word => word.Groups["kind"].Value is "B" or "b"
            ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value))
            : Unescaped(word.Groups["text"].Value.Replace('_', ' ')));

    private static string Unescaped(string text) => EscapedBytes().Replace(
        text, bytes => Encoding.UTF8.GetString(Convert.FromHexString(bytes.Value.Replace("=", "", StringComparison.Ordinal))));

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex FoldedLine();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex SpaceBetweenWords();

    [GeneratedRegex(@"=\?utf-8\?(?<kind>[BbQq])\?(?<text>[^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    [GeneratedRegex("(=[0-9A-F]{2})+")]
    private static partial Regex EscapedBytes();
}
