using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Faults;

/// <summary>The server forgets all scripts.</summary>
internal sealed class FlushScripts : ServerFault
{
    public override string Name => "flush-scripts";

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        await Task.WhenAll(scene.Server.Nodes.Select(node => ChaosServer.CallAsync(node, cancellationToken, "SCRIPT", "FLUSH")));
        scene.Happened(this, Name, process: null);
        scene.Healed(Name, process: null);
    }
}
