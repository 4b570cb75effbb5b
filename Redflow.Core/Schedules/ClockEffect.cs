namespace Redflow.Schedules;

/// <summary>What a change of the clocks makes of a tick.</summary>
public enum ClockEffect
{
    /// <summary>Its time does not exist that day, as clocks go forward: it comes when the gap ends.</summary>
    Moved,

    /// <summary>Ticks right before it are left out, as clocks go forward over their times.</summary>
    OthersLeftOut,

    /// <summary>Its time comes twice, as clocks go back, and so does the tick: this is the first one.</summary>
    FirstOfTwo,

    /// <summary>The second one of those.</summary>
    SecondOfTwo,

    /// <summary>Its time comes twice, as clocks go back, and the tick once, at the first.</summary>
    OnlyFirst,
}
