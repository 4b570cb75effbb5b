using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Faults;

/// <summary>Redis is full, with <c>maxmemory-policy noeviction</c>: it refuses every script that takes memory.</summary>
internal sealed class FillRedis : ServerFault
{
    public override string Name => "redis-full";

    public override bool Fits(Scene scene) => scene.Server is RedisChaosServer;

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        var redis = (RedisChaosServer)scene.Server;
        scene.Happened(this, Name, process: null);
        await redis.FillAsync(cancellationToken);
        await LastAsync(plan, cancellationToken);
        await redis.MakeRoomAsync(CancellationToken.None);
        scene.Healed(Name, process: null);
    }
}
