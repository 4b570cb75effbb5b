using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Faults;

/// <summary>Redis is busy with one command (<c>DEBUG SLEEP</c>), as with a slow one.</summary>
internal sealed class SleepInRedis : ServerFault
{
    public override string Name => "redis-sleep";

    public override bool Fits(Scene scene) => scene.Server is RedisChaosServer;

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        scene.Happened(this, Name, process: null);
        await ((RedisChaosServer)scene.Server).SleepAsync(plan.Between(Shortest, Longest), CancellationToken.None);
        scene.Healed(Name, process: null);
    }
}
