using System.Globalization;
using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Workload;

/// <summary>Idempotency keys that all clients use at the same time, and none later.</summary>
internal static class SharedKeys
{
    public static string Next(Random random) =>
        string.Create(CultureInfo.InvariantCulture, $"second-{LedgerWriter.Now / TimeSpan.TicksPerSecond}-{random.Next(3)}");
}
