using Redflow.Testing;

namespace Redflow.Chaos.Servers;

/// <summary>
/// Garnet, with its append-only file. Of a script, each write is an entry of its own there, so one that is killed in the middle comes back
/// with a part of a script's writes: it is killed only when all that it has answered is in the file, and nothing is under way.
/// </summary>
internal sealed class GarnetChaosServer() : SingleChaosServer(new GarnetServer())
{
    public override bool HasFunctions => false;

    /// <summary>Cuts all processes off, and returns when it has noticed: nothing is under way then.</summary>
    public Task QuietAsync(CancellationToken cancellationToken)
    {
        CutOff();
        return UntilAsync(async () => (await ListClientsAsync(cancellationToken)).Length == 1, "Garnet is asked by nobody else", cancellationToken);
    }

    /// <summary>Returns when all that it has answered is in its file.</summary>
    public Task CommitAsync(CancellationToken cancellationToken) => CallAsync(Current, cancellationToken, "COMMITAOF");

    /// <summary>A line for each connection, of which one asks.</summary>
    private async Task<string[]> ListClientsAsync(CancellationToken cancellationToken) =>
        (await CallAsync(Current, cancellationToken, "CLIENT", "LIST")).Text!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
