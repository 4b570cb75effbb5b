using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(TrialSuite.Name)]
public sealed class GetTimelineTests(TrialFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Each_attempt_has_its_times_its_error_and_its_lines()
    {
        var id = await _http.EmitAsync(Trials.Flaky, "\"x\"");
        await _http.EndAsync(id);

        var timeline = await ReadAsync(id);

        var attempts = timeline["attempts"]!.AsArray().Select(attempt => attempt!).ToArray();
        Assert.Equal([(1, "failed"), (2, "succeeded")], attempts.Select(attempt => (attempt["attempt"]!.GetValue<int>(), attempt.Text("status"))));
        Assert.Equal("Not yet.", attempts[0]["error"]!.Text("message"));
        Assert.False(attempts[0]["error"]!.AsObject().ContainsKey("stackTrace"));
        Assert.Null(attempts[1]["error"]);
        Assert.Equal(attempts[0].Text("endedAt"), attempts[1].Text("queuedAt"));
        Assert.All(attempts, attempt => Assert.Equal(TimeOf(attempt, "startedAt") - TimeOf(attempt, "queuedAt"), TimeSpan.Parse(attempt.Text("queueDelay"), null)));
        Assert.All(attempts, attempt => Assert.True(TimeOf(attempt, "startedAt") <= TimeOf(attempt, "endedAt")));
        Assert.All(attempts, attempt => Assert.InRange(attempt["logLines"]!.GetValue<int>(), 1, 10));
        Assert.Equal(timeline["run"]!.Text("finishedAt"), attempts[1].Text("endedAt"));
        Assert.True(TimeOf(timeline, "at") >= TimeOf(attempts[1], "endedAt"));
    }

    [Fact]
    public async Task Each_step_has_its_attempt_and_its_lines_and_no_payload()
    {
        var id = await _http.EmitAsync(Trials.Flaky, "\"x\"");
        await _http.EndAsync(id);

        var steps = (await ReadAsync(id))["steps"]!.AsArray().Select(step => step!).ToArray();

        Assert.Equal(["name", "status", "attempt", "startedAt", "endedAt", "wait", "children", "error", "logLines"], steps[0].AsObject().Select(member => member.Key));
        Assert.Equal([("attempt 1", 1, 1), ("attempt 2", 2, 1)], steps.Select(step => (step.Text("name"), step["attempt"]!.GetValue<int>(), step["logLines"]!.GetValue<int>())));
    }

    [Fact]
    public async Task Run_that_waits_shows_for_what()
    {
        var id = await _http.EmitAsync(Trials.Approve, "1");
        await fixture.ReachAsync(id, "waiting");

        var timeline = await ReadAsync(id);

        var step = Assert.Single(timeline["steps"]!.AsArray())!;
        Assert.Equal("suspended", timeline["wait"]!.Text("kind"));
        Assert.Equal(("signal", "approve"), (step["wait"]!.Text("kind"), step["wait"]!.Text("target")));
        Assert.Null(step["endedAt"]);
        Assert.Null(timeline["attempts"]![0]!["endedAt"]);
    }

    [Fact]
    public async Task Child_stands_with_the_step_that_made_it()
    {
        var id = await _http.EmitAsync(Trials.Family, "\"x\"");
        await _http.EndAsync(id);

        var timeline = await ReadAsync(id);

        var child = Assert.Single(timeline["children"]!.AsArray())!;
        Assert.Equal([child.Text("id")], timeline["steps"]![0]!["children"]!.AsArray().Select(made => made!.GetValue<string>()));
        Assert.Equal(Trials.Leaf, child.Text("workflow"));
        Assert.False(timeline["moreChildren"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Run_that_has_not_begun_has_an_attempt_without_a_start()
    {
        var id = await _http.EmitAsync(Trials.Leaf, "\"x\"", "?delay=1d");

        var timeline = await ReadAsync(id);

        var attempt = Assert.Single(timeline["attempts"]!.AsArray())!;
        Assert.Equal((1, "scheduled"), (attempt["attempt"]!.GetValue<int>(), attempt.Text("status")));
        Assert.Null(attempt["startedAt"]);
        Assert.Equal("delayed", timeline["wait"]!.Text("kind"));
        Assert.Empty(timeline["steps"]!.AsArray());
    }

    [Theory]
    [InlineData("0123456789abcdefghjkm00")]
    [InlineData("nonsense")]
    public async Task Unknown_run_is_404(string id) => await (await _http.AskAsync($"/api/v1/runs/{id}/timeline")).ProblemAsync("run-not-found");

    private static DateTimeOffset TimeOf(JsonNode node, string member) => DateTimeOffset.Parse(node.Text(member), null);

    private async Task<JsonNode> ReadAsync(string id) => await (await _http.AskAsync($"/api/v1/runs/{id}/timeline")).JsonAsync(HttpStatusCode.OK);
}
