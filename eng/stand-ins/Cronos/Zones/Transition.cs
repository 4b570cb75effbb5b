namespace Cronos.Zones;

/// <summary>
/// A change of a zone's offset: from this instant on, the clock shows <paramref name="After"/> instead of
/// <paramref name="Before"/>.
/// </summary>
internal sealed record Transition(DateTime Instant, TimeSpan Before, TimeSpan After)
{
    /// <summary>Where the old clock stops.</summary>
    public DateTime LocalBefore => LocalTime.Shift(Instant, Before);

    /// <summary>Where the new clock starts: beyond a gap, or back at the start of an overlap.</summary>
    public DateTime LocalAfter => LocalTime.Shift(Instant, After);

    public bool IsOverlap => After < Before;
}
