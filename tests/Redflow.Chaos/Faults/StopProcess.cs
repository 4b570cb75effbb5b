using Redflow.Chaos.Driver;
using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Faults;

/// <summary>A process that is stopped for longer than a lease, and then goes on as if nothing had happened.</summary>
internal sealed class StopProcess(string role) : Fault
{
    public override string Name => $"stop-{role}";

    public override FaultTarget Target => FaultTarget.Process;

    public override Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken) => scene.WithProcessAsync([role], plan.Place, async process =>
    {
        var id = process.Id;
        process.Stop();
        scene.Happened(this, FaultKinds.Stop, id, role);
        await Pause.ForAsync(plan.Between(scene.Lease * 1.2, scene.Lease * 2), cancellationToken);
        scene.Healed(FaultKinds.Stop, id);
        process.Continue();
    });
}
