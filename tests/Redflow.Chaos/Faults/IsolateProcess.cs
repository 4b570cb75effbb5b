using Redflow.Chaos.Driver;

namespace Redflow.Chaos.Faults;

/// <summary>A process that can't reach the server, for less than a lease or for more, and goes on meanwhile.</summary>
internal sealed class IsolateProcess : Fault
{
    public override string Name => "isolate";

    public override FaultTarget Target => FaultTarget.Process;

    public override Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken) => scene.WithProcessAsync(Roles.All, plan.Place, async process =>
    {
        var id = process.Id;
        process.Network.Refuses = true;
        process.Network.Cut();
        scene.Happened(this, Name, id, process.Role);
        await Pause.ForAsync(plan.Between(scene.Lease / 2, scene.Lease * 2), cancellationToken);
        process.Network.Refuses = false;
        scene.Healed(Name, id);
    });
}
