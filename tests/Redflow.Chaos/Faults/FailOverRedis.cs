using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Faults;

/// <summary>A replica takes over from its master by <c>FAILOVER</c>, which loses nothing that was answered; then all connections are made anew.</summary>
internal sealed class FailOverRedis : ServerFault
{
    public override string Name => "redis-failover";

    public override bool Fits(Scene scene) => scene.Server is RedisChaosServer;

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        scene.Happened(this, Name, process: null);
        await ((RedisChaosServer)scene.Server).FailOverAsync(CancellationToken.None);
        scene.Healed(Name, process: null);
    }
}
