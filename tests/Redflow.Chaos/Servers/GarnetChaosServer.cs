using Redflow.Testing;

namespace Redflow.Chaos.Servers;

/// <summary>
/// Garnet, with its append-only file. Of a script, each write is an entry of its own there, so one that is killed in the middle comes back
/// with a part of a script's writes: it is killed only when all that it has answered is in the file, and nothing is under way.
/// </summary>
internal sealed class GarnetChaosServer() : ChaosServer(new GarnetServer())
{
    public override TimeSpan MayLose => TimeSpan.Zero;

    /// <summary>Returns when all that it has answered is in its file.</summary>
    public Task CommitAsync(CancellationToken cancellationToken) => CallAsync(cancellationToken, "COMMITAOF");
}
