using System.Text;

namespace Redflow.Fuzz.Tests.Storm;

/// <summary>Makes JSON up: deep, wide, with numbers that no type holds and strings that are none, and broken in places. A text of bytes, a unit each.</summary>
internal static class HostileJson
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-0", "1.0", "1e309", "-1e-400", "123456789012345678901234567890", "0.1e-99999999", "1E+2147483648", "\"\"", "\"a\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"",
        "\"\\ud800\"", "\"\\udc00x\"", "\"\\uD800\\uD800\"", "\"\ud800\"", "\"\0\"", "\"\x7f\"", "{}", "[]", "{\"a\":1,\"a\":2}", "{\"\":null}", "{\"\\ud800\":1}", "{\"$ref\":\"#\"}",
        "{\"name\":\"a\",\"times\":2}", "{\"name\":null}", "{\"NAME\":\"b\",\"Times\":2147483648}", "{\"tenant\":{\"id\":\"t\"}}", "{\"tenant\":{\"id\":{}}}", "{\"tenant\":{\"id\":\"\\ud800\"}}", "\u00ff", "\u00c3\u0028",
        "\u00ed\u00a0\u0080", "\u00ef\u00bb\u00bf1", "NaN", "'a'", "//c", "/**/1", "1,", "[1,]", "{a:1}", "01", "+1", ".5", "tru", "\"",
    ];

    public static string Text(Random random)
    {
        var text = random.Next(10) switch
        {
            0 => Deep(random),
            1 => Wide(random),
            2 => "",
            _ => Value(random, 3),
        };
        return random.Next(4) == 0 ? AsBytes(Hostile.Near(random, text)) : AsBytes(text);
    }

    /// <summary>Writes the units that are no bytes as UTF-8, half a surrogate pair as the three bytes that it would be.</summary>
    public static string AsBytes(string text)
    {
        var bytes = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (unit < 0x100)
            {
                bytes.Append(unit);
            }
            else if (unit < 0x800)
            {
                bytes.Append((char)(0xC0 | (unit >> 6))).Append((char)(0x80 | (unit & 0x3F)));
            }
            else
            {
                bytes.Append((char)(0xE0 | (unit >> 12))).Append((char)(0x80 | ((unit >> 6) & 0x3F))).Append((char)(0x80 | (unit & 0x3F)));
            }
        }

        return bytes.ToString();
    }

    /// <summary>Returns the bytes of such a text.</summary>
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static string Deep(Random random)
    {
        var depth = random.Next(2) == 0 ? random.Next(60, 70) : random.Next(100_000);
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        return string.Concat(Enumerable.Repeat(open, depth)) + "1" + (random.Next(3) == 0 ? "" : string.Concat(Enumerable.Repeat(close, depth)));
    }

    private static string Wide(Random random) => random.Next(4) switch
    {
        3 => $"{{\"{new string('n', random.Next(200_000))}\":[{string.Join(',', Enumerable.Repeat("0", random.Next(100_000)))}]}}",
        0 => $"[{string.Join(',', Enumerable.Repeat("0", random.Next(20_000)))}]",
        1 => $"{{{string.Join(',', Enumerable.Range(0, random.Next(2_000)).Select(i => $"\"m{i}\":{i}"))}}}",
        _ => $"\"{new string('x', random.Next(100_000))}\"",
    };

    private static string Value(Random random, int depth) => random.Next(depth > 0 ? 5 : 3) switch
    {
        3 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1)))}]",
        4 => $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Member(random)}\":{Value(random, depth - 1)}"))}}}",
        _ => Values[random.Next(Values.Length)],
    };

    private static string Member(Random random)
    {
        string[] known = ["name", "times", "tenant", "id", "a", "\\u0041", "$ref"];
        return known[random.Next(known.Length)];
    }
}
