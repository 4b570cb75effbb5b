namespace Redflow.Schedules;

/// <summary>What becomes of ticks that no scheduler fired in time, since none was running or Redis was away.</summary>
public enum MisfirePolicy
{
    /// <summary>One run is started for all of them, at the instant of the last one. The others are noted as missed.</summary>
    FireOnce,

    /// <summary>The last one fires if it is no later than the <see cref="ScheduleOptions.MisfireWindow"/>, 1 min by default. The others are noted as missed.</summary>
    Skip,

    /// <summary>Each that is no later than the <see cref="ScheduleOptions.MisfireWindow"/>, 1 day by default, fires, the oldest first. Older ones are noted as missed.</summary>
    FireAll,
}
