using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(TrialSuite.Name)]
public sealed class ListChildrenTests(TrialFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Children_are_listed_with_the_step_that_made_them()
    {
        var id = await _http.EmitAsync(Trials.Family, "\"x\"");
        await _http.EndAsync(id);

        var child = Assert.Single((await ListAsync(id))["runs"]!.AsArray())!;

        Assert.Equal((id, "raise", Trials.Leaf), (child.Text("parent"), child.Text("parentStep"), child.Text("workflow")));
        Assert.False(child.AsObject().ContainsKey("input"));
    }

    [Fact]
    public async Task Run_without_children_has_none()
    {
        var id = await _http.EmitAsync(Trials.Leaf, "\"x\"");

        Assert.Equal("""{"runs":[],"nextCursor":null}""", (await ListAsync(id)).ToJsonString());
    }

    [Fact]
    public async Task Children_come_a_page_at_a_time_and_a_cursor_belongs_to_their_parent()
    {
        var id = await _http.EmitAsync(Trials.Crowd, "5");
        await _http.EndAsync(id);
        var (listed, cursor) = (new List<string>(), "");
        do
        {
            var page = await ListAsync(id, $"?limit=2{cursor}");
            listed.AddRange(page["runs"]!.AsArray().Select(run => run!.Text("id")));
            cursor = page["nextCursor"] is { } next ? $"&cursor={Uri.EscapeDataString(next.GetValue<string>())}" : "";
            if (cursor.Length > 0)
            {
                await (await _http.AskAsync($"/api/v1/runs/0123456789abcdefghjkm00/children?limit=2{cursor}")).ProblemAsync("invalid-parameter");
            }
        }
        while (cursor.Length > 0);

        Assert.Equal(5, listed.Distinct().Count());
        Assert.Equal(5, listed.Count);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=501", "limit")]
    [InlineData("?cursor=nonsense", "cursor")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, string parameter)
    {
        var problem = await (await _http.AskAsync($"/api/v1/runs/0123456789abcdefghjkm00/children{query}")).ProblemAsync("invalid-parameter");

        Assert.Equal([parameter], problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Unknown_run_is_404() =>
        await (await _http.AskAsync("/api/v1/runs/0123456789abcdefghjkm00/children")).ProblemAsync("run-not-found");

    private async Task<JsonNode> ListAsync(string id, string query = "") =>
        await (await _http.AskAsync($"/api/v1/runs/{id}/children{query}")).JsonAsync(HttpStatusCode.OK);
}
