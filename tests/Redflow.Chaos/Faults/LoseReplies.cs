using Redflow.Chaos.Driver;

namespace Redflow.Chaos.Faults;

/// <summary>The server does what a process asks for, and its replies are lost with the connections, some time later.</summary>
internal sealed class LoseReplies : Fault
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    public override string Name => "lose-replies";

    public override FaultTarget Target => FaultTarget.Process;

    public override Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken) => scene.WithProcessAsync(Roles.All, plan.Place, async process =>
    {
        var id = process.Id;
        process.Network.LosesReplies = true;
        scene.Happened(this, Name, id, process.Role);
        await Pause.ForAsync(plan.Between(Shortest, Longest), cancellationToken);
        process.Network.LosesReplies = false;
        process.Network.Cut();
        scene.Healed(Name, id);
    });
}
