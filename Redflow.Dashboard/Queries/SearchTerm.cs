using System.Text.RegularExpressions;

namespace Redflow.Dashboard.Queries;

/// <summary>A term of a search.</summary>
/// <param name="Word">What stands before its colon; empty without one.</param>
/// <param name="Value">What stands behind it, without quotes.</param>
internal readonly partial record struct SearchTerm(string Word, string Value)
{
    public static IReadOnlyList<SearchTerm> Split(string text) =>
    [
        .. Form().Matches(text).Select(term => new SearchTerm(
            term.Groups["word"].Value.ToLowerInvariant(), term.Groups["quoted"].Success ? term.Groups["quoted"].Value : term.Groups["plain"].Value)),
    ];

    /// <summary>The term as it is written.</summary>
    public override string ToString()
    {
        var value = Value.Any(char.IsWhiteSpace) ? $"\"{Value}\"" : Value;
        return Word.Length == 0 ? value : $"{Word}:{value}";
    }

    [GeneratedRegex("""(?:(?<word>[A-Za-z]+):)?(?:"(?<quoted>[^"]*)"?|(?<plain>\S+))""")]
    private static partial Regex Form();
}
