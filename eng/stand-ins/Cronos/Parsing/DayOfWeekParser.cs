using Cronos.Scheduling;

namespace Cronos.Parsing;

/// <summary>Reads the days of week: values, or one of <c>5L</c>, <c>FRIL</c>, <c>5#2</c>, <c>FRI#2</c>.</summary>
internal static class DayOfWeekParser
{
    public static DayOfWeekRule Parse(string text)
    {
        var reader = new FieldReader(Field.DaysOfWeek, text);
        var rule = Read(reader);
        reader.ExpectEnd();
        return rule;
    }

    private static DayOfWeekRule Read(FieldReader reader)
    {
        if (FieldValues.ReadStar(reader) is { } star)
        {
            return new DayOfWeekRule.AnyOf(star.Set);
        }

        var first = reader.ReadValue();
        var day = (DayOfWeek)reader.Field.Single(first).First;
        if (reader.Accept('L'))
        {
            return new DayOfWeekRule.Last(day);
        }

        return reader.Accept('#')
            ? new DayOfWeekRule.Nth(day, reader.ReadNumber("ordinal", 1, 5))
            : new DayOfWeekRule.AnyOf(FieldValues.ReadList(reader, first).Set);
    }
}
