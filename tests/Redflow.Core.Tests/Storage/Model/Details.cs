using Redflow.Limits;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;

namespace Redflow.Core.Tests.Storage.Model;

/// <summary>What takes too long to be looked at after every move: why the runs that have not ended wait, their steps, and the counts.</summary>
internal sealed record Details(
    IReadOnlyList<RunId> Runs,
    IReadOnlyList<WaitReason?> Reasons,
    IReadOnlyList<IReadOnlyList<StepRecord>?> Steps,
    RunStats Stats,
    IReadOnlyDictionary<string, Pause> Paused)
{
    /// <param name="store">The store to look at.</param>
    /// <param name="runs">Which runs to look at.</param>
    public static async Task<Details> MakeAsync(IRedflowStore store, IReadOnlyList<RunId> runs)
    {
        // All at once: over Redis the calls share a round trip.
        var (stats, paused) = (store.GetStatsAsync(), store.ListPausedQueuesAsync());
        var reasons = runs.Select(id => store.ExplainAsync(id)).ToArray();
        var steps = runs.Select(id => store.FindStepsAsync(id)).ToArray();
        return new(runs, await Task.WhenAll(reasons), await Task.WhenAll(steps), await stats, await paused);
    }

    /// <summary>What is compared, a name for each part.</summary>
    public IEnumerable<(string What, string Text)> Tell() =>
    [
        ("why runs wait", string.Join("\n  ", Runs.Zip(Reasons).Select(run => $"{run.First}: {Tell(run.Second)}"))),
        ("the counts", $"{Plain.Text(Stats.Runs)}; {Plain.Text(Stats.Queues)}; {Stats.Workers}"),
        ("the counts by workflow", string.Join("; ", Stats.Workflows.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{one.Key}: {Plain.Text(one.Value)}"))),
        ("the paused queues", Plain.Text(Paused)),
        ("steps", string.Join("\n  ", Runs.Zip(Steps).Select(run => $"{run.First}: {Plain.Text(run.Second)}"))),
    ];

    /// <summary>Which of the holders are named, and in which order, is left to the store.</summary>
    private static string Tell(WaitReason? reason) => Plain.Text(
        reason is WaitReason.ConcurrencyLimit limit ? limit with { Holders = [.. limit.Holders.Order()] } : reason);
}
