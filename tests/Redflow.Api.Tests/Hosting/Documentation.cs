using System.Text.RegularExpressions;
using Redflow.Testing;

namespace Redflow.Api.Tests.Hosting;

/// <summary>What the reference says.</summary>
internal static partial class Documentation
{
    /// <summary>The members in the table that a comment <c>members: name</c> stands before, in order.</summary>
    public static IEnumerable<string> Members(string file, string name)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", file));
        var table = text[text.IndexOf($"<!-- members: {name} -->", StringComparison.Ordinal)..].Split("\n\n")[1];
        return Row().Matches(table).SelectMany(row => Name().Matches(row.Groups["names"].Value)).Select(member => member.Groups["name"].Value);
    }

    [GeneratedRegex(@"^\| (?<names>`[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();
}
