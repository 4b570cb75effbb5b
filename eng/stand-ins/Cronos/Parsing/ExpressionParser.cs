using Cronos.Scheduling;

namespace Cronos.Parsing;

/// <summary>Reads a whole expression: a macro, or its fields in their order.</summary>
internal static class ExpressionParser
{
    private static readonly Field[] Order =
        [Field.Seconds, Field.Minutes, Field.Hours, Field.DaysOfMonth, Field.Months, Field.DaysOfWeek];

    public static Schedule Parse(string expression, CronFormat format)
    {
        var trimmed = expression.Trim(' ', '\t');
        return trimmed.StartsWith('@')
            ? ParseFields(Split(Macros.Expand(trimmed)))
            : ParseFields(SplitByFormat(trimmed, format));
    }

    private static string[] SplitByFormat(string expression, CronFormat format)
    {
        var missingSecond = !format.HasFlag(CronFormat.IncludeSeconds);
        var names = missingSecond ? Order[1..] : Order;
        var fields = Split(expression);
        if (fields.Length < names.Length)
        {
            throw new CronFormatException(
                $"{names[fields.Length].Name}: the field is missing. '{expression}' has {fields.Length} fields, but {Describe(names)}.");
        }

        if (fields.Length > names.Length)
        {
            throw new CronFormatException(
                $"'{fields[names.Length]}' is one field too many. '{expression}' has {fields.Length} fields, but {Describe(names)}.");
        }

        return missingSecond ? ["0", .. fields] : fields;
    }

    private static Schedule ParseFields(string[] fields)
    {
        var seconds = FieldValues.Parse(Field.Seconds, fields[0]);
        var minutes = FieldValues.Parse(Field.Minutes, fields[1]);
        var hours = FieldValues.Parse(Field.Hours, fields[2]);
        return new Schedule(
            new TimeOfDay(seconds.Set, minutes.Set, hours.Set),
            DayOfMonthParser.Parse(fields[3]),
            FieldValues.Parse(Field.Months, fields[4]).Set,
            DayOfWeekParser.Parse(fields[5]),
            seconds.IsInterval || minutes.IsInterval || hours.IsInterval);
    }

    private static string[] Split(string expression) => expression.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static string Describe(Field[] names) =>
        $"the format takes {names.Length}: {string.Join(", ", names.Select(field => field.Name))}";
}
