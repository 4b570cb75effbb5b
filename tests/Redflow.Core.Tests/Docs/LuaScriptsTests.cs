using System.Text.RegularExpressions;
using Redflow.Core.Tests.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>Holds docs/reference/lua-scripts.md to the scripts.</summary>
public sealed partial class LuaScriptsTests
{
    private static readonly string Reference = Repository.Read("docs", "reference", "lua-scripts.md");

    public static TheoryData<string> Scripts => [.. ScriptSource.Names];

    [Fact]
    public void The_reference_describes_exactly_the_scripts_there_are() =>
        Assert.Equal(ScriptSource.Names, Heading().Matches(Reference).Select(match => match.Groups[1].Value).Order());

    [Fact]
    public void The_reference_lists_exactly_the_shared_functions_there_are() =>
        Assert.Equal(ScriptSource.LibraryNames, Row().Matches(Reference).Select(match => match.Groups[1].Value).Order());

    [Theory]
    [MemberData(nameof(Scripts))]
    public void The_reference_tells_what_a_script_takes_answers_does_twice_and_costs(string name)
    {
        var lines = Section(name);

        Assert.All(["Takes", "Answers", "Sent again", "Cost"], part => Assert.Single(lines, line => line.StartsWith($"- **{part}** ", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void The_reference_names_exactly_the_words_that_a_script_returns(string name)
    {
        var answers = Section(name).Single(line => line.StartsWith("- **Answers** ", StringComparison.Ordinal));

        Assert.Equal(ScriptSource.Read(name).ReturnedWords, Word().Matches(answers).Select(match => match.Groups[1].Value).Distinct().Order());
    }

    private static string[] Section(string name) => Reference.Split("\n### ")
        .Single(part => part.StartsWith($"`{name}`\n", StringComparison.Ordinal))
        .Split('\n');

    [GeneratedRegex("^### `([a-z_]+)`$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `([a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z]+)`")]
    private static partial Regex Word();
}
