using Redflow.Chaos.Driver;

namespace Redflow.Chaos.Faults;

/// <summary>The clock of a process's host jumps by up to a day, ahead or back, and later to the right time again.</summary>
internal sealed class JumpClock : Fault
{
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    public override string Name => "jump-clock";

    public override FaultTarget Target => FaultTarget.Process;

    public override Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken) => scene.WithProcessAsync([Roles.Worker, Roles.Scheduler], plan.Place, async process =>
    {
        var (id, by) = (process.Id, plan.Between(-Farthest, Farthest));
        await process.TellAsync(Orders.JumpTo(by));
        scene.Happened(this, Name, id, process.Role);
        await Pause.ForAsync(plan.Between(Shortest, Longest), cancellationToken);
        await process.TellAsync(Orders.JumpTo(TimeSpan.Zero));
        scene.Healed(Name, id);
    });
}
