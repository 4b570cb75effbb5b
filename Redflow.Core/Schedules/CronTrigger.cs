namespace Redflow.Schedules;

/// <summary>A schedule that a workflow declares: when runs of it start by themselves.</summary>
/// <param name="Expression">See <see cref="CronSchedule.Expression"/>.</param>
/// <param name="Id">
/// What tells the trigger from the workflow's others, and stays when its expression changes: 1 to 127 characters without control characters.
/// Null: the expression.
/// </param>
/// <param name="TimeZone">The time zone that the expression is read in, by its IANA or Windows name. Null: UTC.</param>
/// <param name="Input">The input of the runs that it starts. Null: an empty object, or JSON's null where the workflow's input is no object.</param>
/// <remarks>
/// Workers store it when they start, as the schedule <c>workflow:id</c>, and delete those that their workflows declared before and no more.
/// </remarks>
public sealed record CronTrigger(string Expression, string? Id = null, string? TimeZone = null, object? Input = null)
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxIdLength = 127;

    /// <summary>How its runs are started.</summary>
    public ScheduleOptions Options { get; init; } = new();

    internal string IdOrExpression => Id ?? Expression;

    internal CronSchedule Schedule => new(Expression, TimeZone ?? CronSchedule.Utc);

    /// <summary>Says what is wrong with it, its input aside.</summary>
    internal IEnumerable<string> Mistakes()
    {
        var mistakes = Schedule.Mistakes().Concat(Options.Mistakes()).Select(mistake => mistake.Message);
        if ((Id is not null || !string.IsNullOrWhiteSpace(Expression)) && !Names.IsLabel(IdOrExpression, MaxIdLength))
        {
            mistakes = mistakes.Append($"A cron trigger's id takes 1 to {MaxIdLength} characters without control characters.");
        }

        return mistakes.Select(mistake => $"Cron trigger '{IdOrExpression}': {mistake}");
    }
}
