namespace Redflow.Fuzz.Tests.Storm;

/// <summary>Makes texts up that parsers trip over.</summary>
internal static class Hostile
{
    /// <summary>What has broken parsers before, here or elsewhere.</summary>
    private static readonly string[] Pieces =
    [
        "", " ", "\t", "\n", "\r\n", "\0", "\u001b[31m", "\u007f", "\u0085", "\u2028", "\ufeff", "\u202e", "\ud800", "\udc00", "\udfff\ud800", "\ud83d\ude00",
        "\u00e9", "e\u0301", "\u0131", "\u0130", "\uffff", "\uff11", "{", "}", "{0}", "{redflow:0}", "[", "]", "*", "?", "[a-z]", "\\", "/", "//", "../", "..", ".", "-", "--", "_",
        ":", "::", "@", ",", ";", "=", "&", "#", "%", "%00", "%0", "%2F", "%25", "%zz", "%ud800", "+", "'", "\"", "`", "<script>", "$", "$ref", "(", ")", "|", "!", "~",
        "null", "true", "NaN", "Infinity", "-Infinity", "-0", "0", "00", "1", "-1", "1.5", "1e5", "1e309", "1e-400", "0x10", "127", "128", "129", "255", "256", "257", "500", "501",
        "2147483647", "2147483648", "-2147483649", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616",
        "340282366920938463463374607431768211456", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00", "1969-12-31T23:59:59Z",
        "2026-02-30T00:00:00Z", "2026-03-29T02:30:00", "10675199.02:48:05.4775807", "-10675199.02:48:05.4775808", "24:00:00", "1d", "9999999999d", "0.0000001ms",
        "redflow.", "redflow.system", "__proto__", "default", "echo", "\\u0000", "\\ud800", "\\n",
    ];

    /// <summary>One that every parser in between has to take as it is.</summary>
    public static string Piece(Random random) => random.Next(12) switch
    {
        0 => new string((char)random.Next(0x20, 0x7f), random.Next(1, 400)),
        1 => $"{(char)random.Next(0x10000)}",
        2 => $"{random.NextInt64(long.MinValue, long.MaxValue)}",
        3 => $"{(char)random.Next(0x20)}",
        _ => Pieces[random.Next(Pieces.Length)],
    };

    public static string Text(Random random)
    {
        var text = "";
        for (var i = random.Next(5); i >= 0; i--)
        {
            text += Piece(random);
        }

        return text;
    }

    /// <summary>One of some valid texts, mostly changed in a few places.</summary>
    public static string Near(Random random, params ReadOnlySpan<string> valid)
    {
        var text = valid[random.Next(valid.Length)];
        for (var i = random.Next(4); i > 0; i--)
        {
            text = Changed(random, text);
        }

        return text;
    }

    /// <summary>One of some texts as it is, mostly; else one near them, or any.</summary>
    public static string Mostly(Random random, params ReadOnlySpan<string> valid) => random.Next(6) switch
    {
        0 => Text(random),
        1 or 2 => Near(random, valid),
        _ => valid[random.Next(valid.Length)],
    };

    private static string Changed(Random random, string text)
    {
        var start = random.Next(text.Length + 1);
        var length = random.Next(Math.Min(text.Length - start, 8) + 1);
        return random.Next(5) switch
        {
            0 => text.Remove(start, length),
            1 => text.Insert(start, text.Substring(start, length)),
            2 => string.Concat(text.AsSpan(0, start), Piece(random), text.AsSpan(start + length)),
            3 => text[..start],
            _ => text.Insert(start, Piece(random)),
        };
    }
}
