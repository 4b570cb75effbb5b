using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>
/// The runs of a killed worker go on elsewhere within a lease and a second, and what the machine itself was late. Counted where nothing else was wrong meanwhile: no other fault
/// but kills of workers, of which two live on, and those of clients and of the Api, from shortly before the kill to the takeover, or to when that was due.
/// </summary>
internal static class Takeovers
{
    // One alone may have its hands full.
    private const int Survivors = 2;

    private const string Worker = "worker";
    private const string Scheduler = "scheduler";
    private const string Client = "client";
    private const string Api = "api";

    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    /// <summary>How long a fault before the kill may still be felt: a server that comes back gives workers time to renew.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(5);

    /// <summary>Returns how long each run waited, in order.</summary>
    public static IReadOnlyList<TimeSpan> Measure(LedgerView ledger, TimeSpan lease) => [.. Find(ledger, lease).Select(takeover => takeover.Took).Order()];

    public static InvariantResult Check(LedgerView ledger, TimeSpan lease)
    {
        var findings = new Findings(Invariants.Takeovers);
        foreach (var (pass, took, late) in Find(ledger, lease))
        {
            findings.Look();
            if (took > lease + Slack + late)
            {
                findings.Violated($"{pass.Workflow} {pass.Run} of process {pass.Pid}: {took.TotalSeconds:0.00} s");
            }
        }

        return findings.ToResult();
    }

    private static IEnumerable<(PassRecord Pass, TimeSpan Took, TimeSpan Late)> Find(LedgerView ledger, TimeSpan lease)
    {
        var enters = ledger.Of(LedgerKinds.Enter).ToLookup(line => line[0]);
        var stays = Stay.ReadAll(ledger).ToLookup(stay => stay.Pass.Pid);
        foreach (var kill in ledger.Faults.Where(fault => fault.Kind == FaultKinds.Kill))
        {
            foreach (var stay in stays[kill.Pid].Where(stay => stay.From <= kill.From && stay.To == kill.From))
            {
                var next = enters[stay.Pass.Run].FirstOrDefault(enter => enter.At > kill.From);
                var due = kill.From + (lease + Slack).Ticks;
                if (next is not null && !WasWithAnother(stay.Pass, next) && IsClean(ledger, kill, Math.Max(next.At, due)))
                {
                    yield return (stay.Pass, TimeSpan.FromTicks(next.At - kill.From), LateIn(ledger, kill.From, next.At));
                }
            }
        }
    }

    /// <summary>How late the machine itself was meanwhile.</summary>
    private static TimeSpan LateIn(LedgerView ledger, long from, long to) => TimeSpan.FromTicks(
        ledger.Of(LedgerKinds.Late).Where(line => line.At > from && line.At <= to).Sum(line => LedgerView.Number(line, 0)));

    /// <summary>Another worker had it meanwhile, and died before the handler began.</summary>
    private static bool WasWithAnother(PassRecord pass, LedgerLine next) => LedgerView.Number(next, 3) > pass.Attempt + 1;

    private static bool IsClean(LedgerView ledger, Fault kill, long until) => HasRoom(ledger, kill, until) && !ledger.Faults.Any(fault =>
        fault != kill && Matters(fault) && fault.Overlaps(kill.From - Aftermath.Ticks, until));

    /// <summary>Tells whether there were workers to take over: ready before the kill, and alive all the time.</summary>
    private static bool HasRoom(LedgerView ledger, Fault kill, long until)
    {
        var gone = ledger.Faults.Where(fault => fault.Kind == FaultKinds.Kill && fault.From <= until).Select(fault => fault.Pid)
            .Concat(ledger.Of(LedgerKinds.Stopped).Where(line => line.At <= until).Select(line => line.Pid));
        return ledger.Of(LedgerKinds.Ready).Where(line => line[0] == Worker && line.At < kill.From).Select(line => line.Pid).Except(gone).Count() >= Survivors;
    }

    private static bool Matters(Fault fault) =>
        fault.Detail is not (Client or Api) && (fault.Kind != FaultKinds.Kill || fault.Detail == Scheduler);
}
