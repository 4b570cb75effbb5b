using Redflow.Chaos.Ledger;
using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Faults;

/// <summary>kill -9 of Redis while it syncs its append-only file in some way, and its restart on the same data.</summary>
internal sealed class KillRedis(string sync) : ServerFault
{
    // Longer than a write may be postponed: from then on the file is synced as it was asked to be.
    private static readonly TimeSpan TakesEffect = TimeSpan.FromSeconds(3);

    public override string Name => $"redis-kill-{sync}";

    public override bool Fits(Scene scene) => scene.Server is RedisChaosServer;

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        var redis = (RedisChaosServer)scene.Server;
        if (sync != RedisChaosServer.Always)
        {
            await redis.SyncAsync(sync, cancellationToken);
            await Task.Delay(TakesEffect, cancellationToken);
        }

        redis.Kill();
        scene.Happened(this, FaultKinds.ServerKill, process: null, sync);
        await LastAsync(plan, cancellationToken);
        await redis.StartAsync(CancellationToken.None);
        scene.Healed(FaultKinds.ServerKill, process: null);
    }
}
