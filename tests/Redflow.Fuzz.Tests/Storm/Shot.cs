namespace Redflow.Fuzz.Tests.Storm;

/// <summary>One input of a target: texts, which a line of its corpus has with tabs between.</summary>
internal sealed class Shot(params IReadOnlyList<string> parts)
{
    private const char Separator = '\t';

    /// <summary>How many stretches of a part are left out at a time, one after the other, at most: a long input would take as many tries as it has characters.</summary>
    private const int MostStretches = 64;

    public IReadOnlyList<string> Parts => parts;

    public string this[int index] => index < parts.Count ? parts[index] : "";

    /// <summary>What a part <c>name=value</c> says; null when there is none.</summary>
    public string? this[string name] => parts.FirstOrDefault(part => part.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];

    /// <exception cref="FormatException">The line is not one of a corpus.</exception>
    public static Shot Read(string line) => new([.. line.Split(Separator).Select(Escaped.Read)]);

    /// <summary>Leaves stretches out, the longest first.</summary>
    public IEnumerable<Shot> Simpler()
    {
        for (var i = 0; i < parts.Count; i++)
        {
            for (var length = parts[i].Length; length > 0 && length >= parts[i].Length / MostStretches; length /= 2)
            {
                for (var start = 0; start + length <= parts[i].Length; start += length)
                {
                    yield return new([.. parts.Take(i), parts[i].Remove(start, length), .. parts.Skip(i + 1)]);
                }
            }
        }
    }

    /// <summary>Returns the line that it is in a corpus.</summary>
    public override string ToString() => string.Join(Separator, parts.Select(Escaped.Write));
}
