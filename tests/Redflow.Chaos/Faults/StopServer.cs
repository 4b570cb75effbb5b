namespace Redflow.Chaos.Faults;

/// <summary>The server is stopped: it takes connections and answers nothing, and then answers everything at once.</summary>
internal sealed class StopServer : ServerFault
{
    public override string Name => "redis-stop";

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        scene.Happened(this, Name, process: null);
        scene.Server.Stop();
        await LastAsync(plan, cancellationToken);
        scene.Server.Continue();
        scene.Healed(Name, process: null);
    }
}
