using Cronos.Scheduling;

namespace Cronos.Parsing;

/// <summary>Reads the days of month: values, or one of <c>L</c>, <c>L-3</c>, <c>15W</c>, <c>LW</c>, <c>L-3W</c>.</summary>
internal static class DayOfMonthParser
{
    public static DayOfMonthRule Parse(string text)
    {
        var reader = new FieldReader(Field.DaysOfMonth, text);
        var rule = reader.Accept('L') ? ReadFromEnd(reader) : ReadDays(reader);
        reader.ExpectEnd();
        return rule;
    }

    private static DayOfMonthRule ReadFromEnd(FieldReader reader)
    {
        var day = new DayOfMonthRule.FromEnd(reader.Accept('-') ? reader.ReadNumber("offset", 0, 30) : 0);
        return reader.Accept('W') ? new DayOfMonthRule.NearestWeekday(day) : day;
    }

    private static DayOfMonthRule ReadDays(FieldReader reader)
    {
        if (FieldValues.ReadStar(reader) is { } star)
        {
            return new DayOfMonthRule.AnyOf(star.Set);
        }

        var first = reader.ReadValue();
        return reader.Accept('W')
            ? new DayOfMonthRule.NearestWeekday(new DayOfMonthRule.AnyOf(reader.Field.Single(first)))
            : new DayOfMonthRule.AnyOf(FieldValues.ReadList(reader, first).Set);
    }
}
