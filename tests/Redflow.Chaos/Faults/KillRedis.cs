using Redflow.Chaos.Ledger;
using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Faults;

/// <summary>kill -9 of a Redis while it syncs its append-only file in some way, and its restart on the same data; in a cluster, of a master.</summary>
internal sealed class KillRedis(string sync) : ServerFault
{
    // Longer than a write may be postponed: from then on the file is synced as it was asked to be.
    private static readonly TimeSpan TakesEffect = TimeSpan.FromSeconds(3);

    public override string Name => $"redis-kill-{sync}";

    /// <summary>The masters of a cluster would go back to different moments, unless they sync each write.</summary>
    public override bool Fits(Scene scene) => scene.Server is RedisChaosServer || scene.Server is ClusterChaosServer && sync == RedisChaosServer.Always;

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        if (sync != RedisChaosServer.Always)
        {
            await ((RedisChaosServer)scene.Server).SyncAsync(sync, cancellationToken);
            await Task.Delay(TakesEffect, cancellationToken);
        }

        var master = await scene.Server.MasterAsync(plan.Place, cancellationToken);
        master.Kill();
        scene.Happened(this, FaultKinds.ServerKill, process: null, sync);
        await LastAsync(plan, cancellationToken);
        await scene.Server.StartAsync(master, CancellationToken.None);
        scene.Healed(FaultKinds.ServerKill, process: null);
    }
}
