using Redflow.Chaos.Ledger;
using Redflow.Chaos.Workload;

namespace Redflow.Chaos.Checks;

/// <summary>At no instant more runs of a workflow, or of a limit key, are at work than may be, by what the handlers say and by what Redis says.</summary>
internal static class ConcurrencyLimits
{
    public static InvariantResult Check(LedgerView ledger)
    {
        var findings = new Findings(Invariants.Limits);
        var stays = Stay.ReadAll(ledger);
        foreach (var workflow in stays.GroupBy(stay => stay.Pass.Workflow))
        {
            Sweep(findings, workflow.Key, workflow, WorkflowNames.LimitOf(workflow.Key));
            foreach (var key in workflow.GroupBy(stay => stay.Pass.Key))
            {
                Sweep(findings, $"{workflow.Key} {key.Key}", key, WorkflowNames.KeyLimitOf(workflow.Key));
            }
        }

        foreach (var line in ledger.Of(LedgerKinds.Slots))
        {
            findings.Look();
            if (LedgerView.Number(line, 1) > WorkflowNames.LimitOf(line[0]) || LedgerView.Number(line, 2) > WorkflowNames.LimitOf(line[0])
                || LedgerView.Number(line, 4) > WorkflowNames.KeyLimitOf(line[0]))
            {
                findings.Violated($"{line[0]} in Redis: {line[1]} run, {line[2]} slots, {line[4]} of one key");
            }
        }

        foreach (var workflow in ledger.Of(LedgerKinds.Slots).Where(line => LedgerView.Number(line, 2) > 0).GroupBy(line => line[0]))
        {
            var homes = workflow.Select(line => line[5]).Distinct().Order().ToArray();
            if (homes.Length > 1)
            {
                findings.Violated($"{workflow.Key} has slots in partitions {string.Join(", ", homes)}, each of which holds to the limit by itself");
            }
        }

        return findings.ToResult();
    }

    /// <summary>Goes through beginnings and ends in their order; at one instant the ends come first.</summary>
    private static void Sweep(Findings findings, string what, IEnumerable<Stay> stays, int? limit)
    {
        if (limit is null)
        {
            return;
        }

        var (held, changes) = (new Dictionary<string, int>(), stays.SelectMany(stay => new[] { (At: stay.From, By: 1, stay.Pass.Run), (At: stay.To, By: -1, stay.Pass.Run) }));
        foreach (var (_, by, run) in changes.OrderBy(change => change.At).ThenBy(change => change.By))
        {
            held[run] = held.GetValueOrDefault(run) + by;
            if (held[run] == 0)
            {
                held.Remove(run);
            }

            findings.Look(by > 0 ? 1 : 0);
            if (by > 0 && held.Count > limit)
            {
                findings.Violated($"{what}: {string.Join(", ", held.Keys)} at once");
            }
        }
    }
}
