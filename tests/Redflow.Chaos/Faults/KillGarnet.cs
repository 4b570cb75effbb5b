using Redflow.Chaos.Ledger;
using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Faults;

/// <summary>
/// kill -9 of Garnet, and its restart on the same data: all processes are cut off first, and what it has answered is in its file, since
/// it would come back with a part of a script's writes otherwise.
/// </summary>
internal sealed class KillGarnet : ServerFault
{
    public override string Name => "redis-kill";

    public override bool Fits(Scene scene) => scene.Server is GarnetChaosServer;

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        var garnet = (GarnetChaosServer)scene.Server;
        scene.Happened(this, FaultKinds.ServerKill, process: null, FaultKinds.Always);
        await garnet.QuietAsync(CancellationToken.None);
        await garnet.CommitAsync(CancellationToken.None);
        garnet.Current.Kill();
        await LastAsync(plan, cancellationToken);
        await garnet.StartAsync(CancellationToken.None);
        garnet.LetThrough();
        scene.Healed(FaultKinds.ServerKill, process: null);
    }
}
