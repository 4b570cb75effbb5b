using System.Globalization;
using Redflow.Runs;

namespace Redflow.Testing.Processes;

/// <summary>What a handler of a <see cref="HostProcess"/> did.</summary>
/// <param name="What"><c>enter</c> and <c>leave</c> of a pass, <c>start</c> and <c>end</c> of a step's body.</param>
/// <param name="Step">The step; a dash for a pass.</param>
/// <param name="Execution">The execution's number, which a step returns.</param>
public sealed record LedgerLine(DateTimeOffset At, int Pid, string What, string Workflow, RunId Run, string Step, string Execution)
{
    /// <summary>Reads the ledgers of all processes, in the order of what they did.</summary>
    public static IReadOnlyList<LedgerLine> ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.ledger").SelectMany(Read).OrderBy(line => line.At)];

    private static IEnumerable<LedgerLine> Read(string file)
    {
        var pid = int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture);
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            var at = new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero);
            yield return new(at, pid, parts[1], parts[2], RunId.Parse(parts[3], CultureInfo.InvariantCulture), parts[4], parts[5]);
        }
    }
}
