using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>
/// A pass that another one of its run was claimed behind can write nothing any more. A step that the later pass began itself was not
/// committed at its claim; if an execution of an earlier pass is its result all the same, that was written behind the claim. And a result of
/// the run that is of an earlier pass than its last one was written behind the last claim.
/// </summary>
internal static class FencedWrites
{
    public static InvariantResult Check(LedgerView ledger)
    {
        var findings = new Findings(Invariants.FencedWrites);
        CheckSteps(ledger, findings);
        CheckOutcomes(ledger, findings);
        return findings.ToResult();
    }

    private static void CheckSteps(LedgerView ledger, Findings findings)
    {
        var starts = ledger.Of(LedgerKinds.Start).ToLookup(line => (Run: line[0], Step: line[1]));
        foreach (var (run, step, execution) in ledger.Results())
        {
            var tries = starts[(run, step)];
            var writer = tries.Where(start => start[3] == execution).Select(start => ledger.Passes.GetValueOrDefault(start[2])).FirstOrDefault();
            if (writer is null)
            {
                continue;
            }

            findings.Look();
            var later = tries.Select(start => ledger.Passes.GetValueOrDefault(start[2])).FirstOrDefault(pass => pass?.Fence > writer.Fence);
            if (later is not null)
            {
                findings.Violated($"{run} {step}: {execution} of pass {writer.Name}, behind the claim of pass {later.Name}");
            }
        }
    }

    private static void CheckOutcomes(LedgerView ledger, Findings findings)
    {
        var latest = ledger.Passes.Values.GroupBy(pass => pass.Run).ToDictionary(run => run.Key, run => run.MaxBy(pass => pass.Fence)!);
        foreach (var outcome in ledger.Of(LedgerKinds.Outcome).DistinctBy(line => (line[0], line[2])))
        {
            // A result is the pass's name, an error begins with it.
            if (ledger.Passes.TryGetValue(outcome[2].Split('_')[0], out var writer) && writer.Run == outcome[0])
            {
                findings.Look();
                if (latest[writer.Run].Fence > writer.Fence)
                {
                    findings.Violated($"{writer.Run} {outcome[1]} by pass {writer.Name}, behind the claim of pass {latest[writer.Run].Name}");
                }
            }
        }
    }
}
