using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Redflow.Api;

/// <summary>
/// What each kind of problem means, under the URI that it has as its type: the sections of <c>docs/reference/errors.md</c>, which is built in. The
/// documents that its links lead to are not.
/// </summary>
internal static partial class ProblemPages
{
    private static readonly Dictionary<string, string> Pages = Read();

    public static void MapProblems(this IEndpointRouteBuilder app) => app.MapGet("/problems/{slug}", Show).ExcludeFromDescription();

    /// <summary>Returns an answer that was really given, as the page of the problem has it.</summary>
    public static JsonNode ExampleOf(ProblemType problem) => JsonNode.Parse(Answer().Match(Pages[problem.Slug]).Groups["json"].Value)!;

    /// <summary><c>GET /problems/{slug}</c>: one of them, as Markdown.</summary>
    private static ContentHttpResult Show(string slug) => Pages.TryGetValue(slug, out var page)
        ? TypedResults.Text(page, "text/markdown; charset=utf-8")
        : throw new ProblemException(Problems.NotFound.With($"There is no problem of the type '{slug}'. Known types: {string.Join(", ", Pages.Keys)}."));

    private static Dictionary<string, string> Read()
    {
        using var stream = typeof(ProblemPages).Assembly.GetManifestResourceStream("errors.md")!;
        using var reader = new StreamReader(stream);
        return Section().Matches(reader.ReadToEnd()).ToDictionary(section => section.Groups["slug"].Value, section => Link().Replace(section.Value.Trim(), "$1") + "\n");
    }

    [GeneratedRegex("^```json\n(?<json>.+)\n```", RegexOptions.Multiline)]
    private static partial Regex Answer();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^## (?<slug>[a-z-]+)\n.*?(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();
}
