using Cronos.Scheduling;

namespace Cronos.Parsing;

/// <summary>
/// One field of an expression: its name in messages, its values, and how many of them are distinct (in the days of week,
/// 0 and 7 are one day).
/// </summary>
internal sealed record Field(string Name, int Min, int Max, int Count, string Takes, IReadOnlyList<string> ValueNames)
{
    public static readonly Field Seconds = Numeric("Seconds", 0, 59);
    public static readonly Field Minutes = Numeric("Minutes", 0, 59);
    public static readonly Field Hours = Numeric("Hours", 0, 23);

    public static readonly Field DaysOfMonth = new(
        "Days of month", 1, 31, 31, "values between 1 and 31 with * , - /, or one of ?, 15W, L, L-3, LW, L-3W", []);

    public static readonly Field Months = new(
        "Months", 1, 12, 12, "values between 1 and 12 or JAN-DEC, with * , - /",
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]);

    public static readonly Field DaysOfWeek = new(
        "Days of week", 0, 7, 7, "values between 0 and 7 or SUN-SAT, with * , - /, or one of ?, 5L, 5#2",
        ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]);

    /// <summary>Takes every step-th value of a range. A range whose end is below its start runs over the end of the circle.</summary>
    public ValueSet Range(int first, int last, int step)
    {
        var end = last < first ? last + Count : last;
        var bits = 0UL;
        for (var value = first; value <= end; value += step)
        {
            bits |= 1UL << Wrap(value);
        }

        return new ValueSet(bits);
    }

    public ValueSet Single(int value) => Range(value, value, 1);

    private static Field Numeric(string name, int min, int max) =>
        new(name, min, max, max - min + 1, $"values between {min} and {max} with * , - /", []);

    private int Wrap(int value) => value >= Min + Count ? value - Count : value;
}
