using Redflow.Chaos.Driver;
using Redflow.Chaos.Servers;
using Redflow.Testing;

namespace Redflow.Chaos.Faults;

/// <summary>A fault of the network between one process and the server. To a cluster there is no such network.</summary>
internal abstract class NetworkFault : Fault
{
    public sealed override FaultTarget Target => FaultTarget.Process;

    public sealed override bool Fits(Scene scene) => scene.Server is SingleChaosServer;

    public sealed override Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken) =>
        scene.WithProcessAsync(Roles.All, plan.Place, async process =>
        {
            var id = process.Id;
            await InjectAsync(process.Network!, () => scene.Happened(this, Name, id, process.Role), scene.Lease, plan, cancellationToken);
            scene.Healed(Name, id);
        });

    /// <summary>Does it to the network of one process, and makes it right again.</summary>
    /// <param name="network">The network.</param>
    /// <param name="happened">Notes that it has happened.</param>
    /// <param name="lease">How long a worker's lease lasts.</param>
    /// <param name="plan">How long, or how much.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    protected abstract Task InjectAsync(FaultyNetwork network, Action happened, TimeSpan lease, PlannedFault plan, CancellationToken cancellationToken);
}
