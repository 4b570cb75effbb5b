using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Workload;

/// <summary>A client: emits runs, follows them to their end, cancels, signals.</summary>
internal static class ClientRole
{
    /// <summary>Goes on until the token fires, whatever the server does meanwhile.</summary>
    public static Task RunAsync(ClientOptions options, LedgerWriter ledger, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{options} {ledger} {cancellationToken}");
}
