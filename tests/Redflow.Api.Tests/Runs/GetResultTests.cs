using System.Net;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Api.Tests.Runs;

[Collection(ApiSuite.Name)]
public sealed class GetResultTests(ApiFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;
    private readonly string _key = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Output_itself_is_the_body()
    {
        var id = await _http.EmitAsync(Samples.Echo, """{"sent":true}""");

        var response = await _http.AskAsync($"/api/v1/runs/{id}/result?wait=15s");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""{"sent":true}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?wait=0s")]
    [InlineData("?wait=50ms")]
    public async Task Run_that_goes_on_is_202_with_its_status(string query)
    {
        var id = await EmitGatedAsync();

        var response = await _http.AskAsync($"/api/v1/runs/{id}/result{query}");

        var run = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal("running", run.Text("status"));
        Assert.Equal($"/api/v1/runs/{id}", response.Headers.Location?.ToString());
        fixture.Samples.GateOf(_key).Opened.SetResult();
    }

    [Fact]
    public async Task Long_poll_answers_when_the_run_ends()
    {
        var id = await EmitGatedAsync();
        var poll = _http.AskAsync($"/api/v1/runs/{id}/result?wait=60s");

        fixture.Samples.GateOf(_key).Opened.SetResult();

        var response = await poll.Bounded();
        Assert.Equal($"\"{_key}\"", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Every_one_of_many_polls_for_a_run_is_answered()
    {
        var id = await EmitGatedAsync();
        var polls = Enumerable.Range(0, 20).Select(_ => _http.AskAsync($"/api/v1/runs/{id}/result?wait=60s")).ToArray();

        fixture.Samples.GateOf(_key).Opened.SetResult();

        Assert.All(await Task.WhenAll(polls).Bounded(), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task Result_of_a_failed_run_is_409_with_its_error()
    {
        var id = await _http.EmitAsync(Samples.Decline, "\"order-3\"");

        var problem = await (await _http.AskAsync($"/api/v1/runs/{id}/result?wait=15s")).ProblemAsync("run-failed");

        Assert.Equal("The card was declined.", problem.Text("detail"));
        Assert.Equal(id, problem.Text("runId"));
        Assert.Equal("Redflow.NonRetriableException", problem["error"]!.Text("type"));
    }

    [Fact]
    public async Task Result_of_a_canceled_run_is_409_with_the_reason()
    {
        var id = await _http.EmitAsync(Samples.Greet, """{"name":"Ada"}""", "?delay=1d");
        await _http.SendJsonAsync($"/api/v1/runs/{id}/cancel", """{"reason":"changed my mind"}""");

        var problem = await (await _http.AskAsync($"/api/v1/runs/{id}/result")).ProblemAsync("run-canceled");

        Assert.Equal("changed my mind", problem.Text("reason"));
        Assert.Equal(id, problem.Text("runId"));
    }

    [Theory]
    [InlineData("61s")]
    [InlineData("-1s")]
    [InlineData("15")]
    [InlineData("")]
    [InlineData("99999999999999999999s")]
    public async Task Wait_over_60_seconds_or_of_another_form_is_400(string wait)
    {
        var id = await _http.EmitAsync(Samples.Echo, "1");

        var problem = await (await _http.AskAsync($"/api/v1/runs/{id}/result?wait={wait}")).ProblemAsync("invalid-parameter");

        Assert.NotNull(problem["errors"]!["wait"]);
    }

    [Fact]
    public async Task Open_polls_are_answered_when_the_api_stops()
    {
        var id = await EmitGatedAsync();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var api = await fixture.StartAnotherAsync(arrived.SetResult);
        var poll = api.Http.AskAsync($"/api/v1/runs/{id}/result?wait=60s");
        await arrived.Task.Bounded();

        var stopped = api.StopAsync();

        Assert.Equal(HttpStatusCode.Accepted, (await poll.WaitAsync(TimeSpan.FromSeconds(10))).StatusCode);
        await stopped;
        fixture.Samples.GateOf(_key).Opened.SetResult();
    }

    /// <summary>Emits a run that waits at its gate, and waits until it does.</summary>
    private async Task<string> EmitGatedAsync()
    {
        var id = await _http.EmitAsync(Samples.Gated, $"\"{_key}\"");
        await fixture.Samples.GateOf(_key).Reached.Task.Bounded();
        return id;
    }
}
