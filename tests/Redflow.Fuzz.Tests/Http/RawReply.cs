using System.Globalization;
using System.Text;

namespace Redflow.Fuzz.Tests.Http;

/// <summary>An answer as the connection brought it; of one that closed without an answer, the status is 0.</summary>
internal sealed record RawReply(int Status, string Head, byte[] Body)
{
    private const string EndOfHead = "\r\n\r\n";

    public static RawReply Read(byte[] received)
    {
        var text = Encoding.Latin1.GetString(received);
        while (text.StartsWith("HTTP/1.1 100", StringComparison.Ordinal))
        {
            text = text[(text.IndexOf(EndOfHead, StringComparison.Ordinal) + EndOfHead.Length)..];
        }

        if (text.Length == 0)
        {
            return new(0, "", []);
        }

        var end = text.IndexOf(EndOfHead, StringComparison.Ordinal);
        Assert.True(end > 0 && text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal), $"This is no answer: {text}");
        var (head, body) = (text[..end], text[(end + EndOfHead.Length)..]);
        body = head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase) ? Joined(body) : body;
        return new(int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture), head, Encoding.Latin1.GetBytes(body));
    }

    private static string Joined(string chunks)
    {
        var body = new StringBuilder();
        var at = 0;
        while (true)
        {
            var end = chunks.IndexOf("\r\n", at, StringComparison.Ordinal);
            var length = int.Parse(chunks.AsSpan(at, end - at), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                return body.ToString();
            }

            body.Append(chunks, end + 2, length);
            at = end + 2 + length + 2;
        }
    }
}
