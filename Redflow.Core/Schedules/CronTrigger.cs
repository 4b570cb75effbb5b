using Cronos;

namespace Redflow.Schedules;

/// <summary>When runs of a workflow start by themselves.</summary>
/// <param name="Expression">
/// The cron expression: five fields (minute, hour, day of the month, month, day of the week), six with seconds in front, or a macro such as
/// <c>@hourly</c>.
/// </param>
/// <param name="Id">
/// What tells the trigger from the workflow's others, and stays when its expression changes: 1 to 256 characters without control characters.
/// Null: the expression.
/// </param>
/// <param name="TimeZone">The time zone that the expression is read in, by its IANA or Windows name. Null: UTC.</param>
/// <param name="Input">The input of the runs that it starts. Null: an empty object, or JSON's null where the workflow's input is no object.</param>
/// <remarks>
/// A definition so far: it is checked when the host starts, and listed in <see cref="Workflows.WorkflowInfo.Cron"/>. No run is started by it yet.
/// </remarks>
public sealed record CronTrigger(string Expression, string? Id = null, string? TimeZone = null, object? Input = null)
{
    internal string IdOrExpression => Id ?? Expression;

    internal string TimeZoneOrUtc => TimeZone ?? "UTC";

    /// <summary>Says what is wrong with it, its input aside.</summary>
    internal IEnumerable<string> Mistakes()
    {
        if (string.IsNullOrWhiteSpace(Expression))
        {
            yield return "A cron trigger needs an expression.";
            yield break;
        }

        if (!Names.IsLabel(IdOrExpression, Names.MaxLabelLength))
        {
            yield return $"A cron trigger's id takes 1 to {Names.MaxLabelLength} characters without control characters.";
        }

        if (ExpressionMistake() is { } mistake)
        {
            yield return $"'{Expression}' is not a cron expression: {mistake}";
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZoneOrUtc, out _))
        {
            yield return $"Cron trigger '{IdOrExpression}': '{TimeZone}' is not a time zone that this machine knows.";
        }
    }

    private string? ExpressionMistake()
    {
        var fields = Expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        try
        {
            CronExpression.Parse(Expression, fields.Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
            return null;
        }
        catch (CronFormatException exception)
        {
            return exception.Message;
        }
    }
}
