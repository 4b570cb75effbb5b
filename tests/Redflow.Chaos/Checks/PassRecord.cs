using System.Globalization;
using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>A pass of a handler.</summary>
/// <param name="Fence">That of its claim: of two passes of a run, the one with the higher fence was claimed later.</param>
internal sealed record PassRecord(string Name, string Run, string Workflow, string Key, int Attempt, long Fence, int Pid, long At)
{
    public static IReadOnlyDictionary<string, PassRecord> ReadAll(IEnumerable<LedgerLine> enters) => enters
        .DistinctBy(line => line[4])
        .ToDictionary(
            line => line[4],
            line => new PassRecord(line[4], line[0], line[1], line[2], int.Parse(line[3], CultureInfo.InvariantCulture), long.Parse(line[5], CultureInfo.InvariantCulture), line.Pid, line.At));
}
