using System.Net;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(TrialSuite.Name)]
public sealed class SignalRunTests(TrialFixture fixture)
{
    private const string Yes = """{"name":"approve","payload":{"by":"Ada"}}""";

    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Signal_ends_the_wait_with_its_payload()
    {
        var id = await _http.EmitAsync(Trials.Approve, "1");
        await fixture.ReachAsync(id, "waiting");

        var reply = await (await _http.SendJsonAsync($"/api/v1/runs/{id}/signal", Yes)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("delivered", reply.Text("result"));
        await _http.EndAsync(id);
        Assert.Equal("Ada", (await fixture.GetAsync(id))["output"]!.Text("by"));
    }

    [Theory]
    [InlineData("""{"name":"approve"}""")]
    [InlineData("""{"name":"approve","payload":null}""")]
    public async Task Signal_without_a_payload_carries_null(string body)
    {
        var id = await _http.EmitAsync(Trials.Approve, "1");

        await _http.SendJsonAsync($"/api/v1/runs/{id}/signal", body);

        await _http.EndAsync(id);
        Assert.Equal("null", await (await _http.AskAsync($"/api/v1/runs/{id}/result")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Signal_that_is_sent_twice_with_a_key_is_one()
    {
        var id = await _http.EmitAsync(Trials.ApproveTwice, "1");
        var key = ("Idempotency-Key", "ada-1");

        await _http.SendJsonAsync($"/api/v1/runs/{id}/signal", """{"name":"approve","payload":1}""", key);
        await (await _http.SendJsonAsync($"/api/v1/runs/{id}/signal", """{"name":"approve","payload":1}""", key)).JsonAsync(HttpStatusCode.OK);
        await _http.SendJsonAsync($"/api/v1/runs/{id}/signal", """{"name":"approve","payload":2}""", ("Idempotency-Key", "ada-2"));

        await _http.EndAsync(id);
        Assert.Equal("[1,2]", await (await _http.AskAsync($"/api/v1/runs/{id}/result")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Run_that_has_ended_is_409()
    {
        var id = await _http.EmitAsync(Trials.Leaf, "\"done\"");
        await _http.EndAsync(id);

        var problem = await (await _http.SendJsonAsync($"/api/v1/runs/{id}/signal", Yes)).ProblemAsync("run-conflict");

        Assert.Equal((id, "succeeded"), (problem.Text("runId"), problem.Text("runStatus")));
    }

    [Theory]
    [InlineData(null, "$")]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("{}", "name")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":7}""", "name")]
    [InlineData("""{"name":"a\nb"}""", "name")]
    [InlineData("""{"name":"approve","data":1}""", "data")]
    public async Task Body_that_is_no_signal_is_400_and_names_the_member(string? body, string member)
    {
        var id = await _http.EmitAsync(Trials.Approve, "1", "?delay=1d");

        var problem = await (await _http.SendJsonAsync($"/api/v1/runs/{id}/signal", body)).ProblemAsync("invalid-parameter");

        Assert.Equal([member], problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Key_that_is_not_valid_is_400()
    {
        var response = await _http.SendJsonAsync("/api/v1/runs/0123456789abcdefghjkm00/signal", Yes, ("Idempotency-Key", new('k', 257)));

        Assert.NotNull((await response.ProblemAsync("invalid-parameter"))["errors"]!["Idempotency-Key"]);
    }

    [Fact]
    public async Task Unknown_run_is_404() =>
        await (await _http.SendJsonAsync("/api/v1/runs/0123456789abcdefghjkm00/signal", Yes)).ProblemAsync("run-not-found");
}
