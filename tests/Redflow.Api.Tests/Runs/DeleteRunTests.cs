using System.Net;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(TrialSuite.Name)]
public sealed class DeleteRunTests(TrialFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Run_that_has_ended_is_gone_and_so_says_the_second_request()
    {
        var id = await _http.EmitAsync(Trials.Leaf, "\"done\"");
        await _http.EndAsync(id);

        var response = await DeleteAsync(id);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await (await _http.AskAsync($"/api/v1/runs/{id}")).ProblemAsync("run-not-found");
        await (await DeleteAsync(id)).ProblemAsync("run-not-found");
    }

    [Fact]
    public async Task Run_that_goes_on_is_409_and_stays()
    {
        var id = (await fixture.EmitDelayedAsync(1, "delete"))[0];

        var problem = await (await DeleteAsync(id)).ProblemAsync("run-conflict");

        Assert.Equal("scheduled", problem.Text("runStatus"));
        Assert.Equal("scheduled", (await fixture.GetAsync(id)).Text("status"));
    }

    [Fact]
    public async Task Text_that_is_no_id_is_404() => await (await DeleteAsync("nonsense")).ProblemAsync("run-not-found");

    private Task<HttpResponseMessage> DeleteAsync(string id) => _http.DeleteAsync(new Uri($"/api/v1/runs/{id}", UriKind.Relative));
}
