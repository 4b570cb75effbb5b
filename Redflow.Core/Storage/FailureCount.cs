using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>How many runs failed alike, and the newest and the oldest of them.</summary>
internal sealed record FailureCount(string Fingerprint, long Count, string Workflow, FailedRun Newest, FailedRun Oldest)
{
    /// <summary>Puts counts into the order of groups: those of the most runs first, then those that failed last.</summary>
    public static IEnumerable<FailureCount> InOrder(IEnumerable<FailureCount> counts) => counts
        .OrderByDescending(count => count.Count)
        .ThenByDescending(count => count.Newest.FailedAt)
        .ThenBy(count => count.Fingerprint, StringComparer.Ordinal);

    /// <summary>Adds what failed alike elsewhere.</summary>
    public static FailureCount operator +(FailureCount one, FailureCount other) => one with
    {
        Count = one.Count + other.Count,
        Newest = one.Newest.Place.CompareTo(other.Newest.Place) > 0 ? one.Newest : other.Newest,
        Oldest = one.Oldest.Place.CompareTo(other.Oldest.Place) < 0 ? one.Oldest : other.Oldest,
    };

    public FailureGroup With(RunError error) => new()
    {
        Fingerprint = Fingerprint,
        Workflow = Workflow,
        Count = Count,
        FirstAt = Oldest.FailedAt,
        LastAt = Newest.FailedAt,
        Run = Newest.Place.Id,
        Error = error,
    };
}
