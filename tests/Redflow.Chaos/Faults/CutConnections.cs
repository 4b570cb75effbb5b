using Redflow.Testing;

namespace Redflow.Chaos.Faults;

/// <summary>All connections between a process and the server are reset, in the middle of whatever is said; new ones are taken at once.</summary>
internal sealed class CutConnections : NetworkFault
{
    public override string Name => "cut";

    protected override Task InjectAsync(FaultyNetwork network, Action happened, TimeSpan lease, PlannedFault plan, CancellationToken cancellationToken)
    {
        happened();
        network.Cut();
        return Task.CompletedTask;
    }
}
