using Redflow.Chaos.Driver;
using Redflow.Testing;

namespace Redflow.Chaos.Faults;

/// <summary>What a process and the server say to each other arrives late, in both directions.</summary>
internal sealed class DelayNetwork : NetworkFault
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    public override string Name => "delay";

    protected override async Task InjectAsync(FaultyNetwork network, Action happened, TimeSpan lease, PlannedFault plan, CancellationToken cancellationToken)
    {
        // The longest is close to a lease for there and back, so that a renewal comes too late.
        network.Delay = plan.Between(lease / 100, lease / 2);
        happened();
        await Pause.ForAsync(plan.Between(Shortest, Longest), cancellationToken);
        network.Delay = TimeSpan.Zero;
    }
}
