using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Faults;

/// <summary>
/// The replica of a master of a cluster takes over by <c>CLUSTER FAILOVER</c>, which loses nothing that was answered. Clients go on with the old
/// master, which tells them where to go.
/// </summary>
internal sealed class FailOverCluster : ServerFault
{
    public override string Name => "cluster-failover";

    public override bool Fits(Scene scene) => scene.Server is ClusterChaosServer;

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        scene.Happened(this, Name, process: null);
        await ((ClusterChaosServer)scene.Server).FailOverAsync(plan.Place, CancellationToken.None);
        scene.Healed(Name, process: null);
    }
}
