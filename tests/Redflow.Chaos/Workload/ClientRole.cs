using Redflow.Chaos.Ledger;
using Redflow.Client;
using Redflow.Storage;

namespace Redflow.Chaos.Workload;

/// <summary>A client: emits runs, follows them to their end, cancels, signals. It looks at runs of other clients too.</summary>
internal static class ClientRole
{
    /// <summary>The share of all runs that a client looks at, besides those that it waits for.</summary>
    private const double Share = 0.3;

    /// <summary>Goes on until the token fires, whatever the server does meanwhile.</summary>
    public static async Task RunAsync(ClientOptions options, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        await using var opened = StoreFactory.Open(
            options.ConnectionString, new() { Prefix = options.Prefix, Partitions = options.Partitions }, TimeProvider.System);
        await using var client = new RedflowClient(opened.Store, TimeProvider.System);
        var random = new Random(options.Seed);
        var watching = new RunWatcher(client, ledger, LedgerFollower.FromNow(ledger.Folder), new(options.Seed), Share).RunAsync(cancellationToken);
        if (options.Api is { } address)
        {
            using var api = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
            await new Attempts(ledger).RepeatAsync(new HttpOperations(api, ledger, random).NextAsync, random, cancellationToken);
        }
        else
        {
            var operations = new StoreOperations(opened.Store, client, ledger, random);
            var attempts = new Attempts(ledger);
            await attempts.UntilItWorksAsync(operations.PrepareAsync, cancellationToken);
            await attempts.RepeatAsync(operations.NextAsync, random, cancellationToken);
        }

        await watching;
    }
}
