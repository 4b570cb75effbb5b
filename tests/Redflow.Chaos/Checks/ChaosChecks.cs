using Redflow.Chaos.Ledger;
using Redflow.Chaos.Mutations;

namespace Redflow.Chaos.Checks;

/// <summary>All checks of a ledger, and of the store behind it.</summary>
internal static class ChaosChecks
{
    /// <summary>
    /// Waits, for a time at most, until all runs have ended and are gone, and the store is at rest. Call it when all faults are healed and
    /// the clients are stopped; workers, schedulers and the <see cref="Auditor"/> have to go on meanwhile.
    /// </summary>
    /// <returns>Whether that came in time: what did not is then found by the checks.</returns>
    public static async Task<bool> SettleAsync(CheckOptions options, TimeSpan limit, CancellationToken cancellationToken)
    {
        await using var examiner = new Examiner(options);
        return await examiner.SettleAsync(limit, cancellationToken);
    }

    /// <summary>Examines the store, which is at rest, and checks everything.</summary>
    public static async Task<Verdict> RunAsync(CheckOptions options, CancellationToken cancellationToken)
    {
        await using (var examiner = new Examiner(options))
        {
            await examiner.ExamineAsync(cancellationToken);
        }

        var ledger = Read(options);
        return new([LostRuns.Check(ledger), .. CheckAlways(ledger, options.Lease)], Takeovers.Measure(ledger, options.Lease), LostRuns.CountLostByServer(ledger));
    }

    /// <summary>
    /// Checks what can be told while processes work, for the early stop. In a run with a mutation that is the invariant alone that has to
    /// find it: others may be violated on the way.
    /// </summary>
    public static Task<Verdict> RunLiveAsync(CheckOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ledger = Read(options);
        var awaited = ChaosMutations.Awaited;
        return Task.FromResult<Verdict>(new(
            [.. CheckAlways(ledger, options.Lease).Prepend(LostRuns.CheckLive(ledger)).Where(invariant => invariant.Name == (awaited ?? invariant.Name))],
            Takeovers.Measure(ledger, options.Lease), LostRuns.CountLostByServer(ledger)));
    }

    private static LedgerView Read(CheckOptions options) => new(LedgerReader.ReadAll(options.LedgerFolder), options.MayLose);

    private static IEnumerable<InvariantResult> CheckAlways(LedgerView ledger, TimeSpan lease) =>
    [
        TerminalStates.Check(ledger),
        StepCommits.Check(ledger),
        FencedWrites.Check(ledger),
        ConcurrencyLimits.Check(ledger),
        Ticks.Check(ledger),
        Keys.Check(ledger),
        Families.CheckParents(ledger),
        Families.CheckChildren(ledger),
        Slots.Check(ledger),
        LeftKeys.Check(ledger),
        Takeovers.Check(ledger, lease),
        Errors.Check(ledger),
    ];
}
