using System.Globalization;
using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Faults;

/// <summary>A Redis is busy with one command (<c>DEBUG SLEEP</c>), as with a slow one.</summary>
internal sealed class SleepInRedis : ServerFault
{
    public override string Name => "redis-sleep";

    public override bool Fits(Scene scene) => scene.Server is not GarnetChaosServer;

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        var master = await scene.Server.MasterAsync(plan.Place, cancellationToken);
        scene.Happened(this, Name, process: null);
        var seconds = plan.Between(Shortest, Longest).TotalSeconds.ToString(CultureInfo.InvariantCulture);
        await ChaosServer.CallAsync(master, CancellationToken.None, "DEBUG", "SLEEP", seconds);
        scene.Healed(Name, process: null);
    }
}
