using Redflow.Chaos.Driver;
using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Faults;

/// <summary>kill -9 of a process, which another one takes the place of.</summary>
internal sealed class KillProcess(string role) : Fault
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public string Role => role;

    public override string Name => $"kill-{role}";

    public override FaultTarget Target => FaultTarget.Process;

    public override Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken) => scene.WithProcessAsync([role], plan.Place, async process =>
    {
        await process.KillAsync();
        scene.Happened(this, FaultKinds.Kill, process.Id, role);
        await Pause.ForAsync(plan.Between(TimeSpan.Zero, Longest), cancellationToken);
        process.Start();
        await process.ReadyAsync(CancellationToken.None);
    });
}
