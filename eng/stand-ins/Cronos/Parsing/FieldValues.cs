using Cronos.Scheduling;

namespace Cronos.Parsing;

/// <summary>The values of a field, and whether they were written as an interval: with a star, a range or a step.</summary>
internal readonly record struct FieldValues(ValueSet Set, bool IsInterval)
{
    public static FieldValues Parse(Field field, string text)
    {
        var reader = new FieldReader(field, text);
        var values = Read(reader);
        reader.ExpectEnd();
        return values;
    }

    public static FieldValues Read(FieldReader reader) => ReadStar(reader) ?? ReadList(reader, reader.ReadValue());

    public static FieldValues? ReadStar(FieldReader reader)
    {
        if (!reader.Accept('*') && !reader.Accept('?'))
        {
            return null;
        }

        var field = reader.Field;
        return new FieldValues(field.Range(field.Min, field.Max, ReadStep(reader) ?? 1), true);
    }

    /// <summary>Reads a list whose first value is already read.</summary>
    public static FieldValues ReadList(FieldReader reader, int first)
    {
        var values = ReadItem(reader, first);
        while (reader.Accept(','))
        {
            var item = ReadItem(reader, reader.ReadValue());
            values = new FieldValues(values.Set.Union(item.Set), values.IsInterval || item.IsInterval);
        }

        return values;
    }

    private static FieldValues ReadItem(FieldReader reader, int first)
    {
        var field = reader.Field;
        int? last = reader.Accept('-') ? reader.ReadValue() : null;
        var step = ReadStep(reader);
        return last is null && step is null
            ? new FieldValues(field.Single(first), false)
            : new FieldValues(field.Range(first, last ?? field.Max, step ?? 1), true);
    }

    private static int? ReadStep(FieldReader reader) =>
        reader.Accept('/') ? reader.ReadNumber("step", 1, reader.Field.Max) : null;
}
