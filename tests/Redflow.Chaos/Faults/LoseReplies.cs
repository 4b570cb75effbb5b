using Redflow.Chaos.Driver;
using Redflow.Testing;

namespace Redflow.Chaos.Faults;

/// <summary>The server does what a process asks for, and its replies are lost with the connections, some time later.</summary>
internal sealed class LoseReplies : NetworkFault
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    public override string Name => "lose-replies";

    protected override async Task InjectAsync(FaultyNetwork network, Action happened, TimeSpan lease, PlannedFault plan, CancellationToken cancellationToken)
    {
        network.LosesReplies = true;
        happened();
        await Pause.ForAsync(plan.Between(Shortest, Longest), cancellationToken);
        network.LosesReplies = false;
        network.Cut();
    }
}
