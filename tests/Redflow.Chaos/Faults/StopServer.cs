using Redflow.Testing.Processes;

namespace Redflow.Chaos.Faults;

/// <summary>The server, of a cluster one node, is stopped: it takes connections and answers nothing, and then answers everything at once.</summary>
internal sealed class StopServer : ServerFault
{
    public override string Name => "redis-stop";

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        var node = scene.Server.Nodes[plan.Place % scene.Server.Nodes.Count];
        scene.Happened(this, Name, process: null);
        Signals.Stop(node.ProcessId);
        await LastAsync(plan, cancellationToken);
        Signals.Continue(node.ProcessId);
        scene.Healed(Name, process: null);
    }
}
