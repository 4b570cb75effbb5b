namespace Cronos.Parsing;

/// <summary>The words that stand for a whole expression, in either format and any case.</summary>
internal static class Macros
{
    private static readonly Dictionary<string, string> Expressions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@every_second"] = "* * * * * *",
        ["@every_minute"] = "0 * * * * *",
        ["@hourly"] = "0 0 * * * *",
        ["@daily"] = "0 0 0 * * *",
        ["@midnight"] = "0 0 0 * * *",
        ["@weekly"] = "0 0 0 * * 0",
        ["@monthly"] = "0 0 0 1 * *",
        ["@yearly"] = "0 0 0 1 1 *",
        ["@annually"] = "0 0 0 1 1 *",
    };

    /// <summary>Gives the six fields that a macro stands for.</summary>
    public static string Expand(string macro) => Expressions.TryGetValue(macro, out var expression)
        ? expression
        : throw new CronFormatException($"'{macro}' is not a macro. The macros are {string.Join(", ", Expressions.Keys)}.");
}
