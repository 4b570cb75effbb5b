using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Redflow.Api.Auth;
using Redflow.Api.Limits;
using Redflow.Api.Tests.Errors;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Api.Tests;

/// <summary>Holds docs/reference/http-api.md against the answers.</summary>
[Collection(ApiSuite.Name)]
public sealed partial class ReferenceTests(ApiFixture fixture)
{
    private static readonly string Reference = Repository.Read("docs", "reference", "http-api.md");

    [Fact]
    public async Task Reference_lists_the_members_of_a_run_and_those_of_a_row()
    {
        var id = await DeclinedAsync();

        var run = await AskAsync($"/api/v1/runs/{id}");
        var rows = await AskAsync("/api/v1/runs?limit=1");

        Assert.Equal(Members(run), Rows("Read a run").Select(row => row[0]));
        Assert.Equal(Members(rows["runs"]![0]!), Rows("Read a run").Where(row => row[2] == "yes").Select(row => row[0]));
    }

    [Fact]
    public async Task Reference_lists_the_members_of_a_step_and_of_an_error()
    {
        var id = await DeclinedAsync();

        var step = (await AskAsync($"/api/v1/runs/{id}/steps"))["steps"]![0]!;
        var error = (await AskAsync($"/api/v1/runs/{id}"))["error"]!;

        Assert.Equal(Members(step), Rows("Read a run's steps").Select(row => row[0]));
        Assert.Equal(Members(error), Rows("Errors").Select(row => row[0]));
    }

    [Fact]
    public async Task Reference_lists_the_members_of_a_workflow()
    {
        var workflow = await AskAsync($"/api/v1/workflows/{Samples.Greet}");

        Assert.Equal(Members(workflow), Rows("Workflows").Select(row => row[0]));
    }

    [Fact]
    public async Task Reference_lists_the_members_of_a_queue_and_of_a_worker()
    {
        var queue = await AskAsync("/api/v1/queues/default");
        var workers = await AskAsync("/api/v1/workers");

        Assert.Equal(Members(queue), Rows("Queues").Select(row => row[0]));
        Assert.Equal(Members(workers["workers"]![0]!), Rows("Workers").Select(row => row[0]));
    }

    [Fact]
    public async Task Reference_lists_the_members_of_an_event_and_those_of_a_row()
    {
        var emitted = await (await fixture.Http.SendJsonAsync("/api/v1/events", """{"name":"reference"}""")).JsonAsync(HttpStatusCode.Accepted);
        var rows = await AskAsync("/api/v1/events?limit=1");

        Assert.Equal(Members(emitted), Rows("Events").Select(row => row[0]));
        Assert.Equal(Members(rows["events"]![0]!), Rows("Events").Where(row => row[2] == "yes").Select(row => row[0]));
    }

    [Fact]
    public async Task Reference_lists_the_members_of_a_schedule_and_those_of_a_row()
    {
        var schedule = await AskAsync("/api/v1/schedules/greet:0%2F30%20*%20*%20*%20*");
        var rows = await AskAsync("/api/v1/schedules?limit=1");

        var listed = Rows("Schedules").SelectMany(row => row[0].Split("`, `")).ToArray();
        Assert.Equal(Members(schedule), listed);
        Assert.Equal(Members(rows["schedules"]![0]!), listed.Where(member => member != "input"));
    }

    [Fact]
    public async Task Reference_lists_the_members_of_an_entry_of_the_audit_log()
    {
        await DeclinedAsync();

        var log = await AskAsync("/api/v1/audit");

        Assert.Equal(Members(log["entries"]![0]!), Rows("Audit log").Select(row => row[0]));
    }

    [Fact]
    public void Every_option_is_listed_with_its_default()
    {
        OptionTables.AssertListed(ApiOptions.Section, typeof(ApiOptions));
        OptionTables.AssertListed($"{ApiOptions.Section}:Jwt", typeof(JwtOptions));
        OptionTables.AssertListed($"{ApiOptions.Section}:Oidc", typeof(OidcOptions));
        OptionTables.AssertListed($"{ApiOptions.Section}:RateLimit", typeof(RateLimitOptions));
    }

    [Fact]
    public void Reference_lists_every_problem_with_its_status_and_the_members_that_its_page_has()
    {
        var listed = ProblemRow().Matches(Reference)
            .Select(row => (row.Groups["slug"].Value, int.Parse(row.Groups["status"].ValueSpan, null), Names(row.Groups["members"].Value)));

        Assert.Equal(ErrorPage.All.Select(page => (page.Slug, page.Status, string.Join(' ', page.Members))), listed);
    }

    private async Task<string> DeclinedAsync()
    {
        var id = await fixture.Http.EmitAsync(Samples.Decline, "\"order-5\"");
        await fixture.Http.EndAsync(id);
        return id;
    }

    private async Task<JsonNode> AskAsync(string path) => await (await fixture.Http.AskAsync(path)).JsonAsync(HttpStatusCode.OK);

    private static IEnumerable<string> Members(JsonNode node) => node.AsObject().Select(member => member.Key);

    /// <summary>The cells of a section's table, without the marks of code; its rows begin with the name of a member.</summary>
    private static IEnumerable<string[]> Rows(string section) => Reference.Split("\n## ")
        .Single(part => part.StartsWith($"{section}\n", StringComparison.Ordinal))
        .Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(cell => cell.Trim('`')).ToArray());

    private static string Names(string cell) => string.Join(' ', Code().Matches(cell.Split("with `")[0]).Select(code => code.Groups[1].Value));

    [GeneratedRegex(@"^\| \[`/problems/(?<slug>[a-z-]+)`\]\(errors\.md#\k<slug>\) \| (?<status>\d{3}) \|.*\|(?<members>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex ProblemRow();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Code();
}
