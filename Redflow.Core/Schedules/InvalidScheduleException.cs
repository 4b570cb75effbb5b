namespace Redflow.Schedules;

/// <summary>A schedule's times or options can't be; nothing was stored.</summary>
public sealed class InvalidScheduleException : RedflowException
{
    internal InvalidScheduleException(IReadOnlyList<ScheduleMistake> mistakes)
        : base(string.Join(' ', mistakes.Select(mistake => mistake.Message))) => Mistakes = mistakes;

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<ScheduleMistake> Mistakes { get; }
}
