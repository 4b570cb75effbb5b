using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Faults;

/// <summary>A Redis is full, with <c>maxmemory-policy noeviction</c>: it refuses every script that takes memory.</summary>
internal sealed class FillRedis : ServerFault
{
    public override string Name => "redis-full";

    public override bool Fits(Scene scene) => scene.Server is not GarnetChaosServer;

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        var master = await scene.Server.MasterAsync(plan.Place, cancellationToken);
        scene.Happened(this, Name, process: null);
        await ChaosServer.CallAsync(master, cancellationToken, "CONFIG", "SET", "maxmemory", "1");
        await LastAsync(plan, cancellationToken);
        await ChaosServer.CallAsync(master, CancellationToken.None, "CONFIG", "SET", "maxmemory", "0");
        scene.Healed(Name, process: null);
    }
}
