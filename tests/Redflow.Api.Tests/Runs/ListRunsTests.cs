using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(ApiSuite.Name)]
public sealed class ListRunsTests(ApiFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Runs_are_listed_newest_first_a_page_at_a_time()
    {
        var emitted = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            emitted.Add(await _http.EmitAsync(Samples.Gated, "\"never\"", "?delay=2d"));
        }

        var listed = new List<string>();
        var cursor = "";
        while (listed.Count < emitted.Count)
        {
            var page = await ListAsync($"?workflow={Samples.Gated}&status=scheduled&limit=2{cursor}");
            listed.AddRange(page["runs"]!.AsArray().Select(run => run!.Text("id")));
            cursor = page["nextCursor"] is { } next ? $"&cursor={Uri.EscapeDataString(next.GetValue<string>())}" : "";
        }

        Assert.Equal(emitted.AsEnumerable().Reverse(), listed.Take(emitted.Count));
    }

    [Fact]
    public async Task Rows_have_no_payloads()
    {
        await _http.EmitAsync(Samples.Greet, """{"name":"Ada"}""");

        var run = (await ListAsync("?limit=1"))["runs"]!.AsArray().Single()!.AsObject();

        Assert.Equal(
            [
                "id", "workflow", "queue", "status", "attempt", "crashes", "priority", "createdAt", "dueAt", "startedAt", "finishedAt",
                "worker", "idempotencyKey", "tags", "limitKey", "parent", "parentStep", "rerunOf", "compensationOf", "fingerprint", "cancelReason",
            ],
            run.Select(member => member.Key));
    }

    [Fact]
    public async Task Filters_leave_only_what_fits_both()
    {
        var id = await _http.EmitAsync(Samples.Decline, "\"order-4\"");
        await _http.EndAsync(id);

        var page = await ListAsync($"?workflow={Samples.Decline}&status=failed&limit=500");

        Assert.Contains(page["runs"]!.AsArray(), run => run!.Text("id") == id);
        Assert.All(page["runs"]!.AsArray(), run => Assert.Equal((Samples.Decline, "failed"), (run!.Text("workflow"), run!.Text("status"))));
    }

    [Fact]
    public async Task List_of_an_unknown_workflow_is_empty()
    {
        var page = await ListAsync("?workflow=no-such-workflow");

        Assert.Equal("""{"runs":[],"nextCursor":null}""", page.ToJsonString());
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=501", "limit")]
    [InlineData("?limit=-1", "limit")]
    [InlineData("?limit=ten", "limit")]
    [InlineData("?limit=1&limit=2", "limit")]
    [InlineData("?limit=99999999999999999999", "limit")]
    [InlineData("?status=Succeeded", "status")]
    [InlineData("?status=1", "status")]
    [InlineData("?status=", "status")]
    [InlineData("?workflow=a%20b", "workflow")]
    [InlineData("?workflow=", "workflow")]
    [InlineData("?cursor=nonsense", "cursor")]
    [InlineData("?cursor=", "cursor")]
    [InlineData("?cursor=99999999999999999999-0123456789abcdefghjkm00", "cursor")]
    [InlineData("?limit=0&status=x", "limit", "status")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, params string[] parameters)
    {
        var problem = await (await _http.AskAsync($"/api/v1/runs{query}")).ProblemAsync("invalid-parameter");

        Assert.Equal(parameters.Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    private async Task<JsonNode> ListAsync(string query) =>
        await (await _http.AskAsync($"/api/v1/runs{query}")).JsonAsync(HttpStatusCode.OK);
}
