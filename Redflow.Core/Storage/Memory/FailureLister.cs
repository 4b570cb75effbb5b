using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Groups failed runs by fingerprint.</summary>
internal sealed class FailureLister(MemoryState state)
{
    public FailurePage List(FailureQuery query)
    {
        query.Validate();
        var all = state.Runs.ByFingerprint.Keys.Where(key => key.StartsWith(query.FingerprintPrefix ?? "", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        var fingerprints = all.Take(FailureQuery.MaxFingerprints).ToArray();
        var counts = fingerprints.Select(Count).Where(count => query.Workflow is null || count.Workflow == query.Workflow).ToArray();
        return new(
            [.. FailureCount.InOrder(counts).Take(query.Limit).Select(count => count.With(state.Runs.Find(count.Newest.Place.Id)!.Error!))],
            counts.Length > query.Limit || all.Length > fingerprints.Length);
    }

    private FailureCount Count(string fingerprint)
    {
        var oldest = state.Runs.Find(state.Runs.ByFingerprint.OldestFirst(fingerprint).First().Id)!;
        var newest = state.Runs.Find(state.Runs.ByFingerprint.NewestFirst(fingerprint, after: null).First().Id)!;
        return new(fingerprint, state.Runs.ByFingerprint.Count(fingerprint), newest.Workflow, ToFailed(newest), ToFailed(oldest));
    }

    private static FailedRun ToFailed(MemoryRun run) => new(run.Place, run.FinishedAt!.Value);
}
