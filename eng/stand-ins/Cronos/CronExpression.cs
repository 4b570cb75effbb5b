using System.Diagnostics.CodeAnalysis;
using Cronos.Parsing;
using Cronos.Scheduling;

namespace Cronos;

/// <summary>A parsed cron expression, which computes its occurrences.</summary>
/// <remarks>Immutable. Two expressions are equal when they have the same occurrences by the same rules, however they are written.</remarks>
public sealed partial class CronExpression : IEquatable<CronExpression>
{
    /// <summary>Midnight of 1 January: <c>0 0 1 1 *</c>.</summary>
    public static readonly CronExpression Yearly = Parse("0 0 1 1 *");

    /// <summary>Midnight of each Sunday: <c>0 0 * * 0</c>.</summary>
    public static readonly CronExpression Weekly = Parse("0 0 * * 0");

    /// <summary>Midnight of the first day of each month: <c>0 0 1 * *</c>.</summary>
    public static readonly CronExpression Monthly = Parse("0 0 1 * *");

    /// <summary>Each midnight: <c>0 0 * * *</c>.</summary>
    public static readonly CronExpression Daily = Parse("0 0 * * *");

    /// <summary>Each full hour: <c>0 * * * *</c>.</summary>
    public static readonly CronExpression Hourly = Parse("0 * * * *");

    /// <summary>Each full minute: <c>* * * * *</c>.</summary>
    public static readonly CronExpression EveryMinute = Parse("* * * * *");

    /// <summary>Each second: <c>* * * * * *</c>.</summary>
    public static readonly CronExpression EverySecond = Parse("* * * * * *", CronFormat.IncludeSeconds);

    private readonly Schedule _schedule;

    private CronExpression(Schedule schedule) => _schedule = schedule;

    /// <summary>Reads an expression of five fields, or a macro.</summary>
    /// <exception cref="CronFormatException">The expression is not valid.</exception>
    public static CronExpression Parse(string expression) => Parse(expression, CronFormat.Standard);

    /// <summary>Reads an expression of the given format, or a macro.</summary>
    /// <exception cref="CronFormatException">The expression is not valid.</exception>
    public static CronExpression Parse(string expression, CronFormat format)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return new CronExpression(ExpressionParser.Parse(expression, format));
    }

    /// <summary>Reads an expression of five fields, or a macro, if it is valid.</summary>
    public static bool TryParse(string expression, [MaybeNullWhen(false)] out CronExpression cronExpression) =>
        TryParse(expression, CronFormat.Standard, out cronExpression);

    /// <summary>Reads an expression of the given format, or a macro, if it is valid.</summary>
    public static bool TryParse(string expression, CronFormat format, [MaybeNullWhen(false)] out CronExpression cronExpression)
    {
        try
        {
            cronExpression = Parse(expression, format);
            return true;
        }
        catch (CronFormatException)
        {
            cronExpression = null;
            return false;
        }
    }

    /// <summary>Tells whether both have the same schedule.</summary>
    public static bool operator ==(CronExpression? left, CronExpression? right) => Equals(left, right);

    /// <summary>Tells whether the schedules differ.</summary>
    public static bool operator !=(CronExpression? left, CronExpression? right) => !Equals(left, right);

    /// <inheritdoc />
    public bool Equals(CronExpression? other) => other is not null && _schedule == other._schedule;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as CronExpression);

    /// <inheritdoc />
    public override int GetHashCode() => _schedule.GetHashCode();

    /// <summary>Writes the expression with every list, range and step spelled out.</summary>
    /// <remarks>The second field is left out when it is 0, as in the real package: such a text has five fields.</remarks>
    public override string ToString() => _schedule.ToString();
}
