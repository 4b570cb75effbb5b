namespace Redflow.Schedules;

/// <summary>There is no such schedule.</summary>
public sealed class ScheduleNotFoundException(string id)
    : RedflowException($"There is no schedule '{id}'. It was deleted, or never stored.")
{
    /// <summary>Its id.</summary>
    public string Id { get; } = id;
}
