using System.Globalization;

namespace Cronos.Parsing;

/// <summary>Reads the text of one field from left to right.</summary>
internal sealed class FieldReader(Field field, string text)
{
    private int _at;

    public Field Field { get; } = field;

    public bool Accept(char expected)
    {
        var accepted = _at < text.Length && char.ToUpperInvariant(text[_at]) == expected;
        _at += accepted ? 1 : 0;
        return accepted;
    }

    public int ReadValue() => FindName() ?? ReadNumber("value", Field.Min, Field.Max);

    public int ReadNumber(string role, int min, int max)
    {
        var start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }

        var digits = text[start.._at];
        if (digits.Length == 0)
        {
            throw Unexpected();
        }

        var isInt = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isInt && number >= min && number <= max
            ? number
            : throw new CronFormatException($"{Field.Name}: the {role} '{digits}' in '{text}' must be between {min} and {max}.");
    }

    public void ExpectEnd()
    {
        if (_at < text.Length)
        {
            throw Unexpected();
        }
    }

    private int? FindName()
    {
        for (var i = 0; i < Field.ValueNames.Count; i++)
        {
            var name = Field.ValueNames[i];
            if (string.Compare(text, _at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                _at += name.Length;
                return Field.Min + i;
            }
        }

        return null;
    }

    private CronFormatException Unexpected()
    {
        var found = _at < text.Length ? $"unexpected '{text[_at..]}' in '{text}'" : $"'{text}' ends too early";
        return new CronFormatException($"{Field.Name}: {found}. The field takes {Field.Takes}.");
    }
}
