using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>Every accepted run has to end: one of which nobody has seen the end is lost, and so is one that lies where nobody takes it up.</summary>
internal static class LostRuns
{
    /// <summary>Checks while processes work: a queued run that is in no line.</summary>
    public static InvariantResult CheckLive(LedgerView ledger)
    {
        var findings = new Findings(Invariants.LostRuns);
        findings.Look(ledger.Of(LedgerKinds.EmitOk).Count());
        foreach (var line in ledger.Of(LedgerKinds.Stranded).DistinctBy(line => line[1]))
        {
            findings.Violated($"{line[0]} {line[1]} is queued, but in no line");
        }

        return findings.ToResult();
    }

    /// <summary>Checks at the end.</summary>
    public static InvariantResult Check(LedgerView ledger)
    {
        var (findings, outcomes) = (new Findings(Invariants.LostRuns), ledger.FirstOutcomes());
        var unfinished = ledger.Of(LedgerKinds.Unfinished).DistinctBy(line => line[0]).ToDictionary(line => line[0], line => line[1]);
        foreach (var run in Accepted(ledger.Of))
        {
            findings.Look();
            if (!outcomes.ContainsKey(run))
            {
                findings.Violated($"{run} {(unfinished.TryGetValue(run, out var status) ? $"is still {status}" : "is gone")}");
            }
        }

        return findings.ToResult();
    }

    /// <summary>Counts the runs that were accepted, and that the server itself has lost, as its persistence allows.</summary>
    public static int CountLostByServer(LedgerView ledger)
    {
        var known = ledger.FirstOutcomes().Keys.Concat(Accepted(ledger.Of)).ToHashSet();
        return Accepted(ledger.MaybeLost).Count(run => !known.Contains(run));
    }

    private static IEnumerable<string> Accepted(Func<string, IEnumerable<LedgerLine>> lines) => lines(LedgerKinds.EmitOk).Select(line => line[0])
        .Concat(lines(LedgerKinds.Child).Select(line => line[1]))
        .Concat(lines(LedgerKinds.Tick).Select(line => line[2]))
        .Distinct();
}
