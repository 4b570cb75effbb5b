namespace Redflow.Results;

/// <summary>A result's place in the lists.</summary>
/// <param name="Score">When it was submitted, in Unix microseconds; null for never, which comes before any time.</param>
/// <param name="Id">Its id, for those of one microsecond.</param>
internal readonly record struct ResultPlace(long? Score, string Id) : IComparable<ResultPlace>
{
    public static ResultPlace Of(RunResult result) => new(ScoreOf(result.SubmittedAt), result.Id);

    /// <summary>Microseconds are what a score in Redis, a double, can tell apart.</summary>
    public static long? ScoreOf(DateTimeOffset? submitted) =>
        (submitted?.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>Newer is more.</summary>
    public int CompareTo(ResultPlace other) => Nullable.Compare(Score, other.Score) is var byTime and not 0
        ? byTime
        : string.CompareOrdinal(Id, other.Id);
}
