using System.Text.RegularExpressions;

namespace Redflow.Api.Tests;

public sealed partial class ReferenceTests
{
    [Fact]
    public void Reference_lists_every_problem_with_its_status()
    {
        var listed = ProblemRow().Matches(Reference("http-api.md"))
            .Select(row => (row.Groups["slug"].Value, int.Parse(row.Groups["status"].ValueSpan, null)));

        Assert.Equal(Problems.All.Select(problem => (problem.Slug, problem.Status)), listed);
    }

    private static string Reference(string file)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Redflow.sln")))
        {
            root = root.Parent!;
        }

        return File.ReadAllText(Path.Combine(root.FullName, "docs", "reference", file));
    }

    [GeneratedRegex(@"^\| `/problems/(?<slug>[a-z-]+)` \| (?<status>\d{3}) \|", RegexOptions.Multiline)]
    private static partial Regex ProblemRow();
}
