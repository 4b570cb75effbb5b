using Cronos;

namespace Redflow.Schedules;

/// <summary>Ticks at the instants of a cron expression, by the clock of a time zone.</summary>
/// <param name="Expression">
/// Five fields (minute, hour, day of the month, month, day of the week), six with seconds in front, or a macro such as <c>@hourly</c>; up to 1,024
/// characters.
/// </param>
/// <param name="TimeZone">The zone, by its IANA or Windows name.</param>
/// <remarks>
/// Instants go up to the end of the year 2499. Summer time as Cronos defines it (<see href="https://github.com/HangfireIO/Cronos#daylight-saving-time"/>). Where clocks go forward, a tick in the gap
/// comes at its end. Where they go back, one at fixed times comes once, at the first of the two; one whose expression has a <c>*</c>, a range or a step in its
/// seconds, minutes or hours goes on in the hour that is repeated.
/// </remarks>
public sealed record CronSchedule(string Expression, string TimeZone = CronSchedule.Utc) : Schedule
{
    /// <summary>The longest <see cref="Expression"/>, in characters.</summary>
    public const int MaxExpressionLength = 1_024;

    /// <summary>The longest <see cref="TimeZone"/>, in characters.</summary>
    public const int MaxTimeZoneLength = 256;

    internal const string Utc = "UTC";

    /// <summary>Cronos knows no later instants.</summary>
    internal const int LastYear = 2499;

    private (CronExpression Expression, TimeZoneInfo Zone)? _parsed;

    /// <summary>Two are equal when they say the same, whether they were read yet or not.</summary>
    public bool Equals(CronSchedule? other) => other is not null && other.Expression == Expression && other.TimeZone == TimeZone;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Expression, TimeZone);

    /// <summary>Tells what a change of the zone's clocks makes of a tick; null when there is none at that time.</summary>
    /// <param name="tick">An instant at which it ticks.</param>
    public ClockChange? FindClockChange(DateTimeOffset tick) => tick.UtcDateTime.Year < LastYear ? Changes().Find(tick) : null;

    /// <summary>Finds the next change of the zone's clocks that matters to a tick behind a time; null when there is none in the year that follows.</summary>
    /// <param name="after">The time.</param>
    public ClockChange? FindNextClockChange(DateTimeOffset after) => after.UtcDateTime.Year < LastYear - 1 ? Changes().FindNext(after) : null;

    internal override IEnumerable<ScheduleMistake> Mistakes()
    {
        if (string.IsNullOrWhiteSpace(Expression))
        {
            yield return new(nameof(Expression), "A cron schedule needs an expression.");
            yield break;
        }

        // Mistakes quote the text: not one of any length.
        if (Expression.Length > MaxExpressionLength)
        {
            yield return new(nameof(Expression), $"A cron expression takes at most {MaxExpressionLength} characters.");
        }
        else if (ExpressionMistake() is { } mistake)
        {
            yield return new(nameof(Expression), $"'{Expression}' is not a cron expression: {mistake}");
        }

        if (TimeZone?.Length > MaxTimeZoneLength)
        {
            yield return new(nameof(TimeZone), $"The name of a time zone takes at most {MaxTimeZoneLength} characters.");
        }
        else if (TimeZone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return new(nameof(TimeZone), $"'{TimeZone}' is not a time zone that this machine knows. It takes an IANA or Windows name, such as Europe/Berlin.");
        }
    }

    internal override DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset anchor)
    {
        if (after.UtcDateTime.Year >= LastYear)
        {
            return null;
        }

        var (expression, zone) = Parsed();
        return expression.GetNextOccurrence(after.UtcDateTime, zone) is { } utc ? new DateTimeOffset(utc) : null;
    }

    private (CronExpression Expression, TimeZoneInfo Zone) Parsed() => _parsed ??= (Parse(), TimeZoneInfo.FindSystemTimeZoneById(TimeZone));

    private ClockChanges Changes()
    {
        var (expression, zone) = Parsed();
        return new(expression, zone);
    }

    private CronExpression Parse()
    {
        var fields = Expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return CronExpression.Parse(Expression, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
    }

    private string? ExpressionMistake()
    {
        try
        {
            Parse();
            return null;
        }
        catch (CronFormatException exception)
        {
            return exception.Message;
        }
    }
}
