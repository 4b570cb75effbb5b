using System.Net;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(TrialSuite.Name)]
public sealed class RetryRunTests(TrialFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Failed_run_goes_on_behind_its_last_finished_step()
    {
        var input = Guid.NewGuid().ToString("N");
        var id = await _http.EmitAsync(Trials.Import, $"\"{input}\"");
        await _http.EndAsync(id);
        var read = (await (await _http.AskAsync($"/api/v1/runs/{id}/steps")).JsonAsync(HttpStatusCode.OK))["steps"]![0]!.Text("output");
        fixture.Trials.Mend(input);

        var response = await _http.SendJsonAsync($"/api/v1/runs/{id}/retry");

        Assert.Equal(id, (await response.JsonAsync(HttpStatusCode.Accepted)).Text("id"));
        Assert.Equal($"/api/v1/runs/{id}", response.Headers.Location?.ToString());
        await _http.EndAsync(id);
        Assert.Equal($"{input} {read}", (await fixture.GetAsync(id)).Text("output"));
    }

    [Fact]
    public async Task Canceled_run_is_queued_again()
    {
        var id = (await fixture.EmitDelayedAsync(1, "retry"))[0];
        await _http.SendJsonAsync($"/api/v1/runs/{id}/cancel");

        await (await _http.SendJsonAsync($"/api/v1/runs/{id}/retry")).JsonAsync(HttpStatusCode.Accepted);

        await _http.EndAsync(id);
        Assert.Equal("succeeded", (await fixture.GetAsync(id)).Text("status"));
    }

    [Fact]
    public async Task Run_that_goes_on_is_409_with_its_status()
    {
        var id = (await fixture.EmitDelayedAsync(1, "retry"))[0];

        var problem = await (await _http.SendJsonAsync($"/api/v1/runs/{id}/retry")).ProblemAsync("run-conflict");

        Assert.Equal((id, "scheduled"), (problem.Text("runId"), problem.Text("runStatus")));
    }

    [Fact]
    public async Task Run_that_succeeded_is_409_and_the_problem_names_rerun()
    {
        var id = await _http.EmitAsync(Trials.Leaf, "\"done\"");
        await _http.EndAsync(id);

        var problem = await (await _http.SendJsonAsync($"/api/v1/runs/{id}/retry")).ProblemAsync("run-conflict");

        Assert.Equal("succeeded", problem.Text("runStatus"));
        Assert.Contains("Rerun", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0123456789abcdefghjkm00")]
    [InlineData("nonsense")]
    public async Task Unknown_run_is_404(string id) =>
        await (await _http.SendJsonAsync($"/api/v1/runs/{id}/retry")).ProblemAsync("run-not-found");
}
