using Redflow.Chaos.Ledger;
using Redflow.Hosting;

namespace Redflow.Chaos.Workload;

/// <summary>The workflows of the chaos test, which write down what they do.</summary>
internal static class ChaosWorkload
{
    /// <summary>Adds them to a worker.</summary>
    public static void AddTo(RedflowBuilder redflow, LedgerWriter ledger) => throw new NotSupportedException($"{redflow} {ledger}");
}
