using Redflow.Chaos.Driver;

namespace Redflow.Chaos.Faults;

/// <summary>All connections between a process and the server are reset, in the middle of whatever is said; new ones are taken at once.</summary>
internal sealed class CutConnections : Fault
{
    public override string Name => "cut";

    public override FaultTarget Target => FaultTarget.Process;

    public override Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken) => scene.WithProcessAsync(Roles.All, plan.Place, process =>
    {
        scene.Happened(this, Name, process.Id, process.Role);
        process.Network.Cut();
        scene.Healed(Name, process.Id);
        return Task.CompletedTask;
    });
}
