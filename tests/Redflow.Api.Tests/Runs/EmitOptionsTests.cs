using System.Net;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(TrialSuite.Name)]
public sealed class EmitOptionsTests(TrialFixture fixture)
{
    private const string Path = $"/api/v1/workflows/{Trials.Leaf}/runs";

    private readonly HttpClient _http = fixture.Http;
    private readonly (string, string) _key = ("Idempotency-Key", Guid.NewGuid().ToString());

    [Fact]
    public async Task Sixteen_tags_are_taken()
    {
        var tags = Enumerable.Range(0, 16).Select(number => $"tag={number}");

        var run = await (await _http.SendJsonAsync($"{Path}?delay=1d&{string.Join('&', tags)}", "\"x\"")).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(Enumerable.Range(0, 16).Select(number => $"{number}"), run["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()));
    }

    [Fact]
    public async Task Run_that_takes_longer_than_its_time_out_fails()
    {
        var id = await _http.EmitAsync(Trials.Approve, "1", "?timeout=1ms");

        await _http.EndAsync(id);

        Assert.Equal("RunTimedOut", (await fixture.GetAsync(id))["error"]!.Text("type"));
    }

    [Fact]
    public async Task Run_that_nobody_starts_in_time_is_canceled()
    {
        await _http.SendJsonAsync($"/api/v1/workflows/{Trials.Held}/pause");

        var id = await _http.EmitAsync(Trials.Held, "1", "?expireAfter=1ms");

        await fixture.ReachAsync(id, "canceled");
        await _http.SendJsonAsync($"/api/v1/workflows/{Trials.Held}/resume");
    }

    [Fact]
    public async Task Run_of_a_workflow_that_nobody_has_is_taken_where_that_is_allowed()
    {
        var response = await _http.SendJsonAsync("/api/v1/workflows/nobody-has-this/runs?allowUnregistered=true&delay=1d", "1");

        Assert.Equal("default", (await response.JsonAsync(HttpStatusCode.Accepted)).Text("queue"));
    }

    [Fact]
    public async Task Key_that_is_taken_and_not_to_be_reused_is_409_with_the_run_that_has_it()
    {
        var first = await (await _http.SendJsonAsync($"{Path}?delay=1d", "\"x\"", _key)).JsonAsync(HttpStatusCode.Accepted);

        var problem = await (await _http.SendJsonAsync($"{Path}?keyReuse=reject", "\"x\"", _key)).ProblemAsync("idempotency-key-taken");

        Assert.Equal(first.Text("id"), problem.Text("runId"));
    }

    [Fact]
    public async Task Key_of_a_run_that_was_canceled_is_taken_over_where_that_is_allowed()
    {
        var first = await (await _http.SendJsonAsync($"{Path}?delay=1d", "\"x\"", _key)).JsonAsync(HttpStatusCode.Accepted);
        await _http.SendJsonAsync($"/api/v1/runs/{first.Text("id")}/cancel");

        var same = await (await _http.SendJsonAsync($"{Path}?keyReuse=returnExisting", "\"x\"", _key)).JsonAsync(HttpStatusCode.OK);
        var second = await (await _http.SendJsonAsync($"{Path}?keyReuse=afterFailure&keyTtl=1d", "\"x\"", _key)).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(first.Text("id"), same.Text("id"));
        Assert.NotEqual(first.Text("id"), second.Text("id"));
    }

    [Theory]
    [InlineData("?tag=", "tag")]
    [InlineData("?tag=a&tag=a%0Ab", "tag")]
    [InlineData("?tag=1&tag=2&tag=3&tag=4&tag=5&tag=6&tag=7&tag=8&tag=9&tag=10&tag=11&tag=12&tag=13&tag=14&tag=15&tag=16&tag=17", "tag")]
    [InlineData("?limitKey=", "limitKey")]
    [InlineData("?limitKey=a&limitKey=b", "limitKey")]
    [InlineData("?expireAfter=0s", "expireAfter")]
    [InlineData("?expireAfter=3651d", "expireAfter")]
    [InlineData("?timeout=5", "timeout")]
    [InlineData("?keyTtl=1h", "keyTtl")]
    [InlineData("?keyReuse=reject", "keyReuse")]
    [InlineData("?keyReuse=Reject", "keyReuse")]
    [InlineData("?waitForRoom=61s", "waitForRoom")]
    [InlineData("?waitForRoom=0s", "waitForRoom")]
    [InlineData("?allowUnregistered=yes", "allowUnregistered")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, string parameter)
    {
        var problem = await (await _http.SendJsonAsync(Path + query, "\"x\"")).ProblemAsync("invalid-parameter");

        Assert.Equal([parameter], problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Tag_takes_128_characters()
    {
        var tag = new string('t', 128);

        Assert.Equal(HttpStatusCode.Accepted, (await _http.SendJsonAsync($"{Path}?delay=1d&tag={tag}", "\"x\"")).StatusCode);
        await (await _http.SendJsonAsync($"{Path}?delay=1d&tag={tag}t", "\"x\"")).ProblemAsync("invalid-parameter");
    }
}
