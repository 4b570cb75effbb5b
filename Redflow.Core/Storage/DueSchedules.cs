namespace Redflow.Storage;

/// <summary>The schedules that a scheduler has to look at.</summary>
/// <param name="Now">The store's time.</param>
/// <param name="Schedules">Those that are due, or whose next instant is still to be planned.</param>
/// <param name="NextIn">How long until another one is due; zero when more are already, null when there is none.</param>
public sealed record DueSchedules(DateTimeOffset Now, IReadOnlyList<StoredSchedule> Schedules, TimeSpan? NextIn);
