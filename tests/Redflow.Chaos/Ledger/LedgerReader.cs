using System.Globalization;

namespace Redflow.Chaos.Ledger;

/// <summary>Reads what all processes have written.</summary>
internal static class LedgerReader
{
    /// <summary>Reads the ledgers in a folder, in the order of time. A last line that a kill has torn is left out.</summary>
    public static IReadOnlyList<LedgerLine> ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.ledger").SelectMany(Read).OrderBy(line => line.At)];

    private static IEnumerable<LedgerLine> Read(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var dash = name.LastIndexOf('-');
        var pid = int.Parse(name.AsSpan(dash + 1), CultureInfo.InvariantCulture);
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n');
        foreach (var line in lines.AsSpan(0, lines.Length - 1).ToArray())
        {
            yield return LedgerLine.Parse(name[..dash], pid, line);
        }
    }
}
