using Redflow.Testing;

namespace Redflow.Chaos.Servers;

/// <summary>Garnet, with its append-only file.</summary>
internal sealed class GarnetChaosServer() : ChaosServer(new GarnetServer())
{
    /// <summary>It hands its file what it answers at once, and does not wait for it.</summary>
    public override TimeSpan MayLose => TimeSpan.FromSeconds(1);
}
