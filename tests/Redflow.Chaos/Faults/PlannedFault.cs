namespace Redflow.Chaos.Faults;

/// <summary>A fault of a plan.</summary>
/// <param name="At">When, from the beginning.</param>
/// <param name="Fault">Its kind.</param>
/// <param name="Place">Which of the processes that it may go against; the next one where that has another fault.</param>
/// <param name="Size">How long, between the shortest and the longest that the kind has, or how far: 0 to 1.</param>
internal sealed record PlannedFault(TimeSpan At, Fault Fault, int Place, double Size)
{
    /// <summary>A time between two, as the size says.</summary>
    public TimeSpan Between(TimeSpan shortest, TimeSpan longest) => shortest + ((longest - shortest) * Size);
}
