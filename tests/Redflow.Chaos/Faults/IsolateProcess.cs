using Redflow.Chaos.Driver;
using Redflow.Testing;

namespace Redflow.Chaos.Faults;

/// <summary>A process that can't reach the server, for less than a lease or for more, and goes on meanwhile.</summary>
internal sealed class IsolateProcess : NetworkFault
{
    public override string Name => "isolate";

    protected override async Task InjectAsync(FaultyNetwork network, Action happened, TimeSpan lease, PlannedFault plan, CancellationToken cancellationToken)
    {
        network.Refuses = true;
        network.Cut();
        happened();
        await Pause.ForAsync(plan.Between(lease / 2, lease * 2), cancellationToken);
        network.Refuses = false;
    }
}
