using Redflow.Chaos.Ledger;
using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Faults;

/// <summary>kill -9 of Garnet, and its restart on the same data.</summary>
internal sealed class KillServer : ServerFault
{
    public override string Name => "redis-kill";

    public override bool Fits(Scene scene) => scene.Server is GarnetChaosServer;

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        scene.Server.Kill();
        scene.Happened(this, FaultKinds.ServerKill, process: null);
        await LastAsync(plan, cancellationToken);
        await scene.Server.StartAsync(CancellationToken.None);
        scene.Healed(FaultKinds.ServerKill, process: null);
    }
}
