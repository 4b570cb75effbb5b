using System.Net;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Api.Tests.Runs;

[Collection(ApiSuite.Name)]
public sealed class CancelRunTests(ApiFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Theory]
    [InlineData("""{"reason":"no longer needed"}""", "no longer needed")]
    [InlineData("""{"reason":null}""", null)]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    [InlineData(null, null)]
    public async Task Run_that_does_not_run_is_canceled_at_once(string? body, string? reason)
    {
        var id = await EmitDelayedAsync();

        var reply = await (await _http.SendJsonAsync($"/api/v1/runs/{id}/cancel", body)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("canceled", reply.Text("result"));
        Assert.Equal("canceled", reply["run"]!.Text("status"));
        Assert.Equal(reason, reply["run"]!["cancelReason"]?.GetValue<string>());
    }

    [Fact]
    public async Task Running_run_is_told_and_ends_canceled()
    {
        var key = Guid.NewGuid().ToString("N");
        var id = await _http.EmitAsync(Samples.Gated, $"\"{key}\"");
        await fixture.Samples.GateOf(key).Reached.Task.Bounded();

        var response = await _http.SendJsonAsync($"/api/v1/runs/{id}/cancel", """{"reason":"stop"}""");

        var reply = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal("requested", reply.Text("result"));
        var problem = await (await _http.AskAsync($"/api/v1/runs/{id}/result?wait=20s")).ProblemAsync("run-canceled");
        Assert.Equal("stop", problem.Text("reason"));
    }

    [Fact]
    public async Task Cancel_of_a_run_that_has_ended_changes_nothing()
    {
        var id = await _http.EmitAsync(Samples.Echo, "1");
        await _http.EndAsync(id);

        var reply = await (await _http.SendJsonAsync($"/api/v1/runs/{id}/cancel")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("alreadyFinished", reply.Text("result"));
        Assert.Equal("succeeded", reply["run"]!.Text("status"));
    }

    [Fact]
    public async Task Cancel_of_an_unknown_run_is_404()
    {
        var response = await _http.SendJsonAsync("/api/v1/runs/0123456789abcdefghjkm00/cancel");

        await response.ProblemAsync("run-not-found");
    }

    [Fact]
    public async Task Reason_takes_1024_characters()
    {
        var id = await EmitDelayedAsync();

        var taken = await _http.SendJsonAsync($"/api/v1/runs/{id}/cancel", $$"""{"reason":"{{new string('x', 1_024)}}"}""");

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    private Task<string> EmitDelayedAsync() => _http.EmitAsync(Samples.Greet, """{"name":"Ada"}""", "?delay=1d");
}
