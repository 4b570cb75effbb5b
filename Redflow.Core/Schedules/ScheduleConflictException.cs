namespace Redflow.Schedules;

/// <summary>A schedule's id is taken by one that the caller may not replace; nothing was changed.</summary>
public sealed class ScheduleConflictException : RedflowException
{
    private ScheduleConflictException(string id, string message)
        : base(message) => Id = id;

    /// <summary>The id.</summary>
    public string Id { get; }

    internal static ScheduleConflictException Declared(string id, string workflow) => new(
        id, $"Schedule '{id}' is declared by workflow '{workflow}': change it in its code. It can be disabled, enabled and triggered from outside.");

    internal static ScheduleConflictException OfWorkflow(string id, string workflow) => new(
        id, $"Schedule '{id}' starts runs of workflow '{workflow}'. Delete it first, or use another id.");
}
