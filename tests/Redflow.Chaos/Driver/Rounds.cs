using Redflow.Chaos.Faults;
using Redflow.Chaos.Options;

namespace Redflow.Chaos.Driver;

/// <summary>
/// Rounds of faults. Each begins with a calm, in which nothing but workers is killed: how soon their runs go on elsewhere can be told
/// only where nothing else is wrong.
/// </summary>
internal sealed class Rounds(ChaosOptions options, Scene scene)
{
    // Of the faults, how many go against the server.
    private const double ServerShare = 0.3;

    private const int KillsInCalm = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5.5);

    private static readonly KillProcess Kill = FaultList.All.OfType<KillProcess>().First(fault => fault.Role == Roles.Worker);

    // From a kill to the takeover at the latest, and to the next kill.
    private TimeSpan Apart => options.Lease + TimeSpan.FromSeconds(2);

    private bool HasCalm => options.Faults.Contains(Kill.Name);

    /// <summary>Injects all faults, and returns when all of them are over.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var rounds = Math.Max(1, (int)Math.Round(options.During / Longest));
        var faults = (options.During / rounds) - (HasCalm ? Calm + (KillsInCalm * Apart) : TimeSpan.Zero);
        for (var round = 0; round < rounds && !cancellationToken.IsCancellationRequested; round++)
        {
            var during = faults > TimeSpan.Zero ? faults : TimeSpan.FromTicks(1);
            await FaultLane.AtOnceAsync(scene, [.. KillsOf(round)], cancellationToken);
            await Task.WhenAll(
                Pause.ForAsync(during, cancellationToken),
                FaultLane.InOrderAsync(scene, PlanOf(FaultTarget.Server, round, during, ServerShare), cancellationToken),
                FaultLane.AtOnceAsync(scene, PlanOf(FaultTarget.Process, round, during, 1 - ServerShare), cancellationToken));
        }
    }

    private IReadOnlyList<PlannedFault> PlanOf(FaultTarget target, int round, TimeSpan during, double share) => Plan.Create(
        unchecked((options.Seed * 10_007) + (round * 2) + (int)target),
        [.. FaultList.All.Where(fault => fault.Target == target && options.Faults.Contains(fault.Name) && fault.Fits(scene))],
        during,
        TimeSpan.FromMinutes(1) / (options.Rate * share));

    private IEnumerable<PlannedFault> KillsOf(int round) => Enumerable.Range(0, HasCalm ? KillsInCalm : 0)
        .Select(number => new PlannedFault(Calm + (number * Apart), Kill, (round * KillsInCalm) + number, Size: 0));
}
