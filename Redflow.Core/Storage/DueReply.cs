namespace Redflow.Storage;

/// <summary>What a look at due things came to.</summary>
/// <param name="Count">How many were due and dealt with.</param>
/// <param name="NextIn">How long, by the store's clock, until the next one is due; zero when more are due already, null when there is none.</param>
public sealed record DueReply(int Count, TimeSpan? NextIn)
{
    /// <summary>By how much, by the store's clock, the earliest of those was late; null when there was none, or it is not told.</summary>
    public TimeSpan? Lateness { get; init; }
}
