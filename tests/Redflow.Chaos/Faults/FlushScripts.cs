using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Faults;

/// <summary>The server forgets all scripts, and all functions where it has any.</summary>
internal sealed class FlushScripts : ServerFault
{
    public override string Name => "flush-scripts";

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        string[] kinds = scene.Server.HasFunctions ? ["SCRIPT", "FUNCTION"] : ["SCRIPT"];
        await Task.WhenAll(scene.Server.Nodes.SelectMany(node => kinds.Select(kind => ChaosServer.CallAsync(node, cancellationToken, kind, "FLUSH"))));
        scene.Happened(this, Name, process: null);
        scene.Healed(Name, process: null);
    }
}
