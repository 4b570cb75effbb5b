using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(ApiSuite.Name)]
public sealed class EmitRunTests(ApiFixture fixture)
{
    private const string Path = $"/api/v1/workflows/{Samples.Greet}/runs";
    private const string Ada = """{"name":"Ada"}""";

    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Emit_answers_202_with_the_run_and_its_place()
    {
        var response = await _http.SendJsonAsync(Path, Ada);

        var run = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal($"/api/v1/runs/{run.Text("id")}", response.Headers.Location?.ToString());
        Assert.Equal(Samples.Greet, run.Text("workflow"));
        Assert.Equal("default", run.Text("queue"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Ada), run["input"]));
    }

    [Fact]
    public async Task Location_leads_to_the_run()
    {
        var response = await _http.SendJsonAsync(Path, Ada);

        var run = await (await _http.GetAsync(response.Headers.Location)).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(Samples.Greet, run.Text("workflow"));
    }

    [Fact]
    public async Task Empty_body_is_the_input_null()
    {
        var id = await _http.EmitAsync(Samples.Echo);

        var result = await _http.AskAsync($"/api/v1/runs/{id}/result?wait=20s");
        Assert.Equal("null", await result.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Input_is_kept_as_it_was_sent()
    {
        const string Input = """{"big":12345678901234567890.123456789,"text":"é \"quoted\" \ud83d\ude00","nested":[[],{}]}""";

        var id = await _http.EmitAsync(Samples.Echo, Input);

        var run = await (await _http.AskAsync($"/api/v1/runs/{id}")).Content.ReadAsStringAsync();
        Assert.Contains($"\"input\":{Input}", run, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Byte_order_mark_is_no_part_of_the_input()
    {
        var response = await _http.SendJsonAsync(Path, "\uFEFF" + Ada);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task Input_nested_as_deep_as_allowed_is_taken_and_shown()
    {
        var input = new string('[', 64) + new string(']', 64);

        var id = await _http.EmitAsync(Samples.Echo, input);

        Assert.Equal(HttpStatusCode.OK, (await _http.AskAsync($"/api/v1/runs/{id}")).StatusCode);
    }

    [Fact]
    public async Task Delayed_run_is_scheduled_from_now_on()
    {
        var run = await (await _http.SendJsonAsync($"{Path}?delay=1.5h", Ada)).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("scheduled", run.Text("status"));
        var delay = DateTimeOffset.Parse(run.Text("dueAt"), null) - DateTimeOffset.Parse(run.Text("createdAt"), null);
        Assert.Equal(TimeSpan.FromHours(1.5), delay);
    }

    [Fact]
    public async Task Run_is_due_at_the_time_that_was_asked_for()
    {
        var run = await (await _http.SendJsonAsync($"{Path}?runAt=2199-01-31T13:00:00.25%2B01:00", Ada)).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("scheduled", run.Text("status"));
        Assert.Equal("2199-01-31T12:00:00.250Z", run.Text("dueAt"));
    }

    [Fact]
    public async Task Time_that_has_passed_means_at_once()
    {
        var id = await _http.EmitAsync(Samples.Greet, Ada, "?runAt=0001-01-01T00:00:00Z");

        await _http.EndAsync(id);
    }

    [Fact]
    public async Task Priority_is_kept_with_the_run()
    {
        var run = await (await _http.SendJsonAsync($"{Path}?priority=-7", Ada)).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(-7, run["priority"]!.GetValue<int>());
    }

    [Fact]
    public async Task Second_emit_with_a_key_answers_200_with_the_first_run()
    {
        var key = ("Idempotency-Key", $"welcome:{Guid.NewGuid()}");

        var first = await _http.SendJsonAsync(Path, Ada, key);
        var second = await _http.SendJsonAsync(Path, """{"name":"Grace"}""", key);

        var run = await first.JsonAsync(HttpStatusCode.Accepted);
        var again = await second.JsonAsync(HttpStatusCode.OK);
        Assert.Equal(run.Text("id"), again.Text("id"));
        Assert.Equal(key.Item2, again.Text("idempotencyKey"));
        Assert.True(JsonNode.DeepEquals(run["input"], again["input"]));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal("true", second.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
    }

    [Fact]
    public async Task Hundred_emits_with_one_key_at_a_time_are_one_run()
    {
        var key = ("Idempotency-Key", $"{Guid.NewGuid()}");

        var responses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _http.SendJsonAsync(Path, Ada, key)));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.Accepted);
        Assert.Single(responses.Select(response => response.Headers.Location).Distinct());
    }
}
