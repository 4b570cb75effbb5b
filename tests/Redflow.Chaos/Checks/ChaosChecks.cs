namespace Redflow.Chaos.Checks;

/// <summary>All checks of a ledger and the store behind it.</summary>
internal static class ChaosChecks
{
    /// <summary>Waits, for a time at most, until all accepted runs have ended and are gone and the store is at rest; call it when all faults are healed.</summary>
    /// <returns>Whether that came in time: what did not is then found by the checks.</returns>
    public static Task<bool> SettleAsync(CheckOptions options, TimeSpan limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{options} {limit} {cancellationToken}");

    /// <summary>Checks everything, when the store is at rest.</summary>
    public static Task<Verdict> RunAsync(CheckOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{options} {cancellationToken}");

    /// <summary>Checks what can be told while processes still work, for the early stop.</summary>
    public static Task<Verdict> RunLiveAsync(CheckOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{options} {cancellationToken}");
}
