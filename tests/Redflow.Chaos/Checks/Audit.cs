using System.Globalization;
using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>A workflow in one partition, at an instant.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Running">How many runs run.</param>
/// <param name="Slots">How many slots are held.</param>
/// <param name="Counted">How many slots the limit keys count.</param>
/// <param name="Most">How many one limit key counts.</param>
/// <param name="Leaked">Runs that hold a slot and neither run nor are ready.</param>
/// <param name="Stranded">Queued runs that are in no line.</param>
/// <param name="Kept">Runs that have ended and do not expire.</param>
/// <param name="Waits">Which runs wait for which children, if nothing that the partition owes is on its way.</param>
internal sealed record Audit(
    string Workflow,
    int Partition,
    long Running,
    long Slots,
    long Counted,
    long Most,
    IReadOnlyList<string> Leaked,
    IReadOnlyList<string> Stranded,
    IReadOnlyList<string> Kept,
    IReadOnlyList<(string Run, string Child)> Waits)
{
    public void WriteTo(LedgerWriter ledger, bool isLimited)
    {
        if (isLimited)
        {
            ledger.Write(LedgerKinds.Slots, [Workflow, .. new[] { Running, Slots, Counted, Most, Partition }.Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        }

        WriteRuns(LedgerKinds.Leaked, Leaked);
        WriteRuns(LedgerKinds.Stranded, Stranded);
        WriteRuns(LedgerKinds.Kept, Kept);

        void WriteRuns(string kind, IReadOnlyList<string> runs)
        {
            foreach (var run in runs)
            {
                ledger.Write(kind, Workflow, run);
            }
        }
    }
}
