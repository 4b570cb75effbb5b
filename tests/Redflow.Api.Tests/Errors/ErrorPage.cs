using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Redflow.Testing;

namespace Redflow.Api.Tests.Errors;

/// <summary>A section of docs/reference/errors.md.</summary>
/// <param name="Slug">Its heading.</param>
/// <param name="Text">All of it.</param>
/// <param name="Status">The status that it names.</param>
/// <param name="Title">The title that it names.</param>
/// <param name="Members">The problem's own members that it lists.</param>
/// <param name="Example">The answer that it shows.</param>
internal sealed partial record ErrorPage(string Slug, string Text, int Status, string Title, IReadOnlyList<string> Members, JsonNode Example)
{
    private static readonly string[] OfAll = ["type", "title", "status", "detail", "traceId"];

    public static IReadOnlyList<ErrorPage> All { get; } =
        [.. Repository.Read("docs", "reference", "errors.md").Split("\n## ").Skip(1).Select(section => Read($"## {section.Trim()}\n"))];

    public static ErrorPage Of(string slug) => All.Single(page => page.Slug == slug);

    /// <summary>The members of a problem that not every one has.</summary>
    public static IEnumerable<string> OwnMembers(JsonNode problem) => problem.AsObject().Select(member => member.Key).Except(OfAll);

    private static ErrorPage Read(string section)
    {
        var form = Form().Match(section);
        Assert.True(form.Success, section);
        return new(
            form.Groups["slug"].Value,
            section,
            int.Parse(form.Groups["status"].ValueSpan, null),
            form.Groups["title"].Value,
            [.. form.Groups["member"].Captures.Select(member => member.Value)],
            JsonNode.Parse(form.Groups["example"].Value)!);
    }

    [GeneratedRegex(
        """
        ^\#\#\ (?<slug>[a-z-]+)\n\n
        `(?<status>\d{3})`\ (?<title>[^\n]+)\n\n
        \*\*When:\*\*\ [^\n]+\n\n
        \*\*What\ it\ means:\*\*\ [^\n]+\n\n
        \*\*What\ to\ do:\*\*\ [^\n]+\n\n
        (?:\|\ own\ member\ \|\ value\ \|\n\|---\|---\|\n(?:\|\ `(?<member>\w+)`\ \|[^\n]+\n)+\n)?
        ```json\n(?<example>[^\n]+)\n```\n\z
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Form();
}
