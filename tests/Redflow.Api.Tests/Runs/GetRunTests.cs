using System.Net;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(ApiSuite.Name)]
public sealed class GetRunTests(ApiFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Run_is_shown_with_all_that_is_known_of_it()
    {
        var id = await _http.EmitAsync(Samples.Greet, """{"name":"Ada"}""");
        await _http.EndAsync(id);

        var run = await (await _http.AskAsync($"/api/v1/runs/{id}")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(
            [
                "id", "workflow", "queue", "status", "attempt", "crashes", "priority", "createdAt", "dueAt", "startedAt", "finishedAt",
                "worker", "idempotencyKey", "tags", "limitKey", "parent", "parentStep", "rerunOf", "compensationOf", "fingerprint", "cancelReason", "input", "output",
                "error", "failedAttempts", "customStatus", "progress", "traceParent", "wait",
            ],
            run.AsObject().Select(member => member.Key));
        Assert.Equal("succeeded", run.Text("status"));
        Assert.Equal(1, run["attempt"]!.GetValue<int>());
        Assert.Equal("Hello, Ada!", run.Text("output"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", run.Text("createdAt"));
    }

    [Fact]
    public async Task Failed_run_shows_its_error()
    {
        var id = await _http.EmitAsync(Samples.Decline, "\"order-1\"");
        await _http.EndAsync(id);

        var run = await (await _http.AskAsync($"/api/v1/runs/{id}")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("failed", run.Text("status"));
        Assert.Equal("Redflow.NonRetriableException", run["error"]!.Text("type"));
        Assert.Equal("The card was declined.", run["error"]!.Text("message"));
        Assert.Null(run["output"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/steps")]
    [InlineData("/result")]
    public async Task Unknown_run_is_404(string what)
    {
        var response = await _http.AskAsync($"/api/v1/runs/0123456789abcdefghjkm00{what}");

        await response.ProblemAsync("run-not-found");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0123456789ABCDEFGHJKM00")]
    [InlineData("0123456789abcdefghjkm000")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("%F0%9F%98%80")]
    public async Task What_can_not_be_a_run_is_404(string id)
    {
        await (await _http.AskAsync($"/api/v1/runs/{id}")).ProblemAsync("run-not-found");
        await (await _http.SendJsonAsync($"/api/v1/runs/{id}/cancel")).ProblemAsync("run-not-found");
    }
}
