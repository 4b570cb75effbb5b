using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(TrialSuite.Name)]
public sealed class ListLogsTests(TrialFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Lines_are_listed_oldest_first_a_page_at_a_time()
    {
        var id = await ChatAsync(7);
        var (listed, cursor) = (new List<string>(), "");
        do
        {
            var page = await ListAsync(id, $"?limit=3{cursor}");
            listed.AddRange(page["lines"]!.AsArray().Select(line => line!.Text("message")));
            cursor = page["nextCursor"] is { } next ? $"&cursor={Uri.EscapeDataString(next.GetValue<string>())}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(Enumerable.Range(1, 7).Select(line => $"Line {line}"), listed);
    }

    [Fact]
    public async Task Line_says_when_how_much_it_matters_and_where_it_was_logged()
    {
        var id = await _http.EmitAsync(Trials.Flaky, "\"x\"");
        await _http.EndAsync(id);

        var lines = (await ListAsync(id))["lines"]!.AsArray().Select(line => line!).Where(line => line.Text("message").StartsWith("Line", StringComparison.Ordinal)).ToArray();

        Assert.Equal(["at", "level", "message", "step", "attempt", "exception"], lines[0].AsObject().Select(member => member.Key));
        Assert.Equal([("information", "attempt 1", 1), ("information", "attempt 2", 2)], lines.Select(line => (line.Text("level"), line.Text("step"), line["attempt"]!.GetValue<int>())));
    }

    [Fact]
    public async Task Hundred_lines_are_kept()
    {
        var id = await ChatAsync(120);

        var page = await ListAsync(id, "?limit=500");

        Assert.Equal(Enumerable.Range(21, 100).Select(line => $"Line {line}"), page["lines"]!.AsArray().Select(line => line!.Text("message")));
        Assert.Null(page["nextCursor"]);
    }

    [Fact]
    public async Task Run_that_has_logged_nothing_has_no_lines()
    {
        var id = await _http.EmitAsync(Trials.Leaf, "\"x\"", "?delay=1d");

        Assert.Equal("""{"lines":[],"nextCursor":null}""", (await ListAsync(id)).ToJsonString());
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=501", "limit")]
    [InlineData("?cursor=", "cursor")]
    [InlineData("?cursor=nonsense", "cursor")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, string parameter)
    {
        var problem = await (await _http.AskAsync($"/api/v1/runs/0123456789abcdefghjkm00/logs{query}")).ProblemAsync("invalid-parameter");

        Assert.Equal([parameter], problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Cursor_of_another_run_is_400()
    {
        var (one, other) = (await ChatAsync(2), await ChatAsync(2));
        var cursor = (await ListAsync(one, "?limit=1")).Text("nextCursor");

        await (await _http.AskAsync($"/api/v1/runs/{other}/logs?cursor={cursor}")).ProblemAsync("invalid-parameter");
    }

    [Fact]
    public async Task Unknown_run_is_404() =>
        await (await _http.AskAsync("/api/v1/runs/0123456789abcdefghjkm00/logs")).ProblemAsync("run-not-found");

    private async Task<string> ChatAsync(int lines)
    {
        var id = await _http.EmitAsync(Trials.Chatty, $"{lines}");
        await _http.EndAsync(id);
        return id;
    }

    private async Task<JsonNode> ListAsync(string id, string query = "") =>
        await (await _http.AskAsync($"/api/v1/runs/{id}/logs{query}")).JsonAsync(HttpStatusCode.OK);
}
