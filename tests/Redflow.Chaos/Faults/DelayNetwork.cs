using Redflow.Chaos.Driver;

namespace Redflow.Chaos.Faults;

/// <summary>What a process and the server say to each other arrives late, in both directions.</summary>
internal sealed class DelayNetwork : Fault
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    public override string Name => "delay";

    public override FaultTarget Target => FaultTarget.Process;

    public override Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken) => scene.WithProcessAsync(Roles.All, plan.Place, async process =>
    {
        // The longest is close to a lease for there and back, so that a renewal comes too late.
        var (id, delay) = (process.Id, plan.Between(scene.Lease / 100, scene.Lease / 2));
        process.Network.Delay = delay;
        scene.Happened(this, Name, id, process.Role);
        await Pause.ForAsync(plan.Between(Shortest, Longest), cancellationToken);
        process.Network.Delay = TimeSpan.Zero;
        scene.Healed(Name, id);
    });
}
