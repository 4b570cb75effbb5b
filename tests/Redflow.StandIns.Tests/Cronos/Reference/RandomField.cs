using System.Globalization;

namespace Redflow.StandIns.Tests.CronExpressions.Reference;

/// <summary>A random field of an expression: its text, the values that the text means, and whether it is an interval.</summary>
internal sealed record RandomField(string Text, IReadOnlySet<int> Values, bool IsInterval)
{
    public static RandomField Zero => List(0);

    public static RandomField Create(Random random, int min, int max) => random.Next(6) switch
    {
        0 => All(min, max),
        1 => CreateStep(random, min, max),
        2 => CreateRange(random, min, max),
        _ => List([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(min, max + 1))]),
    };

    public static RandomField All(int min, int max) => new("*", Span(min, max, min, max, 1), true);

    public static RandomField List(params int[] values) =>
        new(string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture))), values.ToHashSet(), false);

    private static RandomField CreateStep(Random random, int min, int max)
    {
        var step = random.Next(1, max + 1);
        return new RandomField($"*/{step}", Span(min, max, min, max, step), true);
    }

    private static RandomField CreateRange(Random random, int min, int max)
    {
        var (first, last, step) = (random.Next(min, max + 1), random.Next(min, max + 1), random.Next(1, 4));
        return new RandomField($"{first}-{last}/{step}", Span(min, max, first, last, step), true);
    }

    /// <summary>Steps around the circle of values, counting on from the greatest to the least.</summary>
    private static HashSet<int> Span(int min, int max, int first, int last, int step)
    {
        var values = new HashSet<int>();
        var length = last >= first ? last - first : last - first + (max - min + 1);
        for (var done = 0; done <= length; done += step)
        {
            values.Add(min + ((first - min + done) % (max - min + 1)));
        }

        return values;
    }
}
