using System.Net;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Errors;

/// <summary>Holds docs/reference/errors.md against what is answered when each kind of problem is provoked, and what is served of it.</summary>
[Collection(ApiSuite.Name)]
public sealed partial class ProblemTests(ApiFixture fixture)
{
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Provoked => new(Provocations.All.Keys);

    [Theory]
    [MemberData(nameof(Provoked))]
    public async Task Kind_of_problem_is_provoked_and_answered_as_the_reference_shows_it(string provocation)
    {
        var page = ErrorPage.Of(provocation.Split(':')[0]);

        var response = await Provocations.All[provocation](fixture);

        var received = await response.ProblemAsync(page.Slug);
        Assert.NotEmpty(received.Text("detail"));
        Assert.NotEmpty(received.Text("traceId"));
        Assert.Empty(ErrorPage.OwnMembers(received).Except(page.Members));
        Assert.Equal(page.Status is 429 or 503, response.Headers.RetryAfter is not null);
        if (provocation == page.Slug)
        {
            Assert.Equal(WithoutChance(page.Example), WithoutChance(received));
        }
    }

    [Fact]
    public void Every_kind_of_problem_is_listed_and_provoked()
    {
        var kinds = typeof(Problems).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(ProblemType)).Select(field => field.GetValue(null));

        Assert.Equal(kinds, Problems.All);
        Assert.Equal(Problems.All.Select(kind => kind.Slug), Provocations.All.Keys.Where(provocation => !provocation.Contains(':', StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_kind_of_problem_has_its_page_with_its_members()
    {
        Assert.Equal(Problems.All.Select(kind => (kind.Slug, kind.Status, kind.Title)), ErrorPage.All.Select(page => (page.Slug, page.Status, page.Title)));
        Assert.All(ErrorPage.All, page => Assert.Equal(ErrorPage.OwnMembers(page.Example), page.Members));
    }

    [Fact]
    public async Task Every_type_is_the_path_of_its_page()
    {
        foreach (var page in ErrorPage.All)
        {
            var response = await fixture.Http.AskAsync(page.Example.Text("type"));

            Assert.Equal((HttpStatusCode.OK, "text/markdown"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
            Assert.Equal(Link().Replace(page.Text, "$1"), await response.Content.ReadAsStringAsync());
        }
    }

    /// <summary>What is another one each time stands for itself.</summary>
    private static string WithoutChance(JsonNode problem) => Chance().Replace(problem.ToJsonString(AsItIs), match => match.Groups[1].Success ? match.Groups[1].Value : "…");

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex("(\"traceId\":)\"[^\"]+\"|\\b[0-9a-hjkmnp-tv-z]{23}\\b|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\btest-[0-9a-f]{32}\\b")]
    private static partial Regex Chance();
}
