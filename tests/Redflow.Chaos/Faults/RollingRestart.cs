using Redflow.Chaos.Driver;

namespace Redflow.Chaos.Faults;

/// <summary>A deploy under load: each worker is asked to end, and the next one only when another has taken its place.</summary>
internal sealed class RollingRestart : Fault
{
    public override string Name => "rolling-restart";

    public override FaultTarget Target => FaultTarget.Process;

    public override async Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken)
    {
        var workers = scene.Fleet.Of(Roles.Worker).Count();
        scene.Happened(this, Name, process: null);
        for (var worker = 0; worker < workers; worker++)
        {
            await scene.WithProcessAsync([Roles.Worker], worker, async process =>
            {
                await process.TerminateAsync();
                process.Start();
                await process.ReadyAsync(CancellationToken.None);
            });
        }

        scene.Healed(Name, process: null);
    }
}
