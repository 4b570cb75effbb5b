using Redflow.Chaos.Servers;
using Redflow.Testing;

namespace Redflow.Chaos.Faults;

/// <summary>The server forgets all scripts, and all functions where it has any.</summary>
internal sealed class FlushScripts : ServerFault
{
    public override string Name => "flush-scripts";

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        await Task.WhenAll(scene.Server.Nodes.Select(node => ChaosServer.CallAsync(node, cancellationToken, "SCRIPT", "FLUSH")));
        if (scene.Server.HasFunctions)
        {
            await Task.WhenAll(scene.Server.Nodes.Select(node => FlushFunctionsAsync(node, cancellationToken)));
        }

        scene.Happened(this, Name, process: null);
        scene.Healed(Name, process: null);
    }

    private static async Task FlushFunctionsAsync(TestServer node, CancellationToken cancellationToken)
    {
        var reply = await RespCall.SendAsync(node.Port, ["FUNCTION", "FLUSH"], cancellationToken);

        // A replica has its master's.
        if (reply.IsError("") && !reply.IsError("READONLY"))
        {
            throw new ChaosException($"FUNCTION FLUSH was answered with: {reply.Text}");
        }
    }
}
