namespace Redflow.Chaos.Faults;

/// <summary>The server forgets all scripts.</summary>
internal sealed class FlushScripts : ServerFault
{
    // Not with what the others begin with: it answers on.
    public override string Name => "flush-scripts";

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        await scene.Server.FlushScriptsAsync(cancellationToken);
        scene.Happened(this, Name, process: null);
        scene.Healed(Name, process: null);
    }
}
