using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>
/// A time in which a run certainly held its slot: from where a pass entered to where it left, its process was killed or stopped, or another
/// pass of the run took over.
/// </summary>
internal sealed record Stay(PassRecord Pass, long From, long To)
{
    public static IReadOnlyList<Stay> ReadAll(LedgerView ledger)
    {
        var leaves = ledger.Of(LedgerKinds.Leave).ToLookup(line => line[2], line => line.At);
        var entersOfRun = ledger.Of(LedgerKinds.Enter).ToLookup(line => line[0]);
        return [.. ledger.Of(LedgerKinds.Enter).Select(enter => new Stay(ledger.Passes[enter[4]], enter.At, End(ledger, enter, leaves, entersOfRun)))];
    }

    private static long End(LedgerView ledger, LedgerLine enter, ILookup<string, long> leaves, ILookup<string, LedgerLine> entersOfRun)
    {
        var ends = leaves[enter[4]].Where(at => at >= enter.At)
            .Concat(entersOfRun[enter[0]].Where(other => other.At > enter.At && other[4] != enter[4]).Select(other => other.At))
            .Concat(ledger.Faults.Where(fault => fault.From >= enter.At && EndsStays(fault, enter.Pid, ledger)).Select(fault => fault.From));
        return ends.DefaultIfEmpty(long.MaxValue).Min();
    }

    /// <summary>A process that stands still may have lost its runs when it goes on; a server that was killed may have lost its claims.</summary>
    private static bool EndsStays(Fault fault, int pid, LedgerView ledger) =>
        fault.Pid == pid && fault.Kind is FaultKinds.Kill or FaultKinds.Stop || ledger.Loses(fault);
}
