using Redflow.Chaos.Ledger;
using Redflow.Schedules;

namespace Redflow.Chaos.Checks;

/// <summary>Each second of a schedule has exactly one record, and one run at most.</summary>
internal static class Ticks
{
    private const long Second = 1_000;

    public static InvariantResult Check(LedgerView ledger)
    {
        var findings = new Findings(Invariants.Ticks);
        var ends = ledger.Of(LedgerKinds.TickedUntil).GroupBy(line => line[0]).ToDictionary(line => line.Key, line => LedgerView.Number(line.Last(), 1));
        foreach (var schedule in ledger.Of(LedgerKinds.Record).GroupBy(line => line[0]))
        {
            var instants = schedule.GroupBy(line => LedgerView.Number(line, 1)).ToDictionary(instant => instant.Key, instant => instant.ToArray());
            findings.Look(instants.Count);
            FindDoubled(findings, schedule.Key, instants);
            FindMissing(findings, schedule.Key, instants, ends.TryGetValue(schedule.Key, out var end) ? end : instants.Keys.Max());
        }

        foreach (var schedule in ends.Keys.Except(ledger.Of(LedgerKinds.Record).Select(line => line[0])))
        {
            findings.Violated($"{schedule} has no record at all");
        }

        foreach (var tick in ledger.Of(LedgerKinds.Tick).GroupBy(line => (Schedule: line[0], Instant: line[1])))
        {
            if (tick.Select(line => line[2]).Distinct().Count() > 1)
            {
                findings.Violated($"{tick.Key.Schedule} {tick.Key.Instant} has started two runs");
            }
        }

        return findings.ToResult();
    }

    private static void FindDoubled(Findings findings, string schedule, Dictionary<long, LedgerLine[]> instants)
    {
        foreach (var (instant, records) in instants)
        {
            if (records.Any(line => LedgerView.Number(line, 4) > 1) || records.Select(line => (line[2], line[3])).Distinct().Count() > 1)
            {
                findings.Violated($"{schedule} {instant} has two records: {string.Join(", ", records.Select(line => $"{line[2]} {line[3]}").Distinct())}");
            }
            else if (records[0][2] == nameof(TickOutcome.Missed))
            {
                findings.Violated($"{schedule} {instant} was missed, though all are to be fired");
            }
        }
    }

    private static void FindMissing(Findings findings, string schedule, Dictionary<long, LedgerLine[]> instants, long end)
    {
        for (var instant = instants.Keys.Min(); instant < end; instant += Second)
        {
            if (!instants.ContainsKey(instant))
            {
                findings.Violated($"{schedule} {instant} has no record");
            }
        }
    }
}
