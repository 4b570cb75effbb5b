using System.Buffers;

namespace Redflow.Runs;

/// <summary>Crockford's base 32 in lower case, most significant character first: its text sorts as its numbers do.</summary>
internal static class Base32
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    public static void Write(long value, Span<char> target)
    {
        for (var i = target.Length - 1; i >= 0; i--, value >>= 5)
        {
            target[i] = Alphabet[(int)(value & 31)];
        }
    }

    public static long Read(ReadOnlySpan<char> text)
    {
        var value = 0L;
        foreach (var character in text)
        {
            value = (value << 5) | (long)Alphabet.IndexOf(character, StringComparison.Ordinal);
        }

        return value;
    }

    public static bool IsValid(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Characters);
}
