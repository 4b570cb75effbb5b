using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Api.Tests.Events;

[Collection(ApiSuite.Name)]
public sealed class GetEventTests(ApiFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Event_tells_which_runs_it_has_started()
    {
        var id = await EmitAsync($$"""{"name":"{{Samples.Greeted}}","payload":[1]}""");

        await Wait.UntilAsync(async () => (await GetAsync(id))["isMatched"]!.GetValue<bool>(), "the event has started a run");

        var emitted = await GetAsync(id);
        var run = Assert.Single(emitted["started"]!.AsArray())!.GetValue<string>();
        Assert.Equal((1, 0), (emitted["startedCount"]!.GetValue<int>(), emitted["releasedCount"]!.GetValue<int>()));
        Assert.Equal(Samples.Greeted, (await (await _http.AskAsync($"/api/v1/runs/{run}")).JsonAsync(HttpStatusCode.OK)).Text("workflow"));
    }

    [Fact]
    public async Task Event_that_nothing_waits_for_has_matched_nothing()
    {
        var emitted = await GetAsync(await EmitAsync("""{"name":"unheard"}"""));

        Assert.False(emitted["isMatched"]!.GetValue<bool>());
        Assert.Empty(emitted["started"]!.AsArray());
        Assert.Empty(emitted["released"]!.AsArray());
    }

    [Theory]
    [InlineData("0123456789abcdefghjkm00")]
    [InlineData("0123456789abcdefghjkmzz")]
    [InlineData("nonsense")]
    [InlineData("a%20b")]
    public async Task Unknown_event_is_404(string id) => await (await _http.AskAsync($"/api/v1/events/{id}")).ProblemAsync("event-not-found");

    private async Task<string> EmitAsync(string body) => (await (await _http.SendJsonAsync("/api/v1/events", body)).JsonAsync(HttpStatusCode.Accepted)).Text("id");

    private async Task<JsonNode> GetAsync(string id) => await (await _http.AskAsync($"/api/v1/events/{id}")).JsonAsync(HttpStatusCode.OK);
}
