using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Stats;

[Collection(ApiSuite.Name)]
public sealed class ListFailuresTests(ApiFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Runs_that_failed_alike_are_one_group_with_the_newest_as_its_sample()
    {
        await using var api = await OwnApi.StartAsync(fixture);
        await api.RunAsync(-1);
        var newest = (await api.RunAsync(-2)).ToString();
        await api.RunAsync(1);

        var list = await ListAsync(api.Http, "");

        var group = Assert.Single(list["failures"]!.AsArray())!;
        Assert.Equal(
            ["fingerprint", "workflow", "count", "type", "message", "step", "firstAt", "lastAt", "run"], group.AsObject().Select(member => member.Key));
        Assert.Equal(("work", 2, "-2 is negative.", newest), (group.Text("workflow"), group["count"]!.GetValue<long>(), group.Text("message"), group.Text("run")));
        Assert.Equal(await FingerprintAsync(api.Http, newest), group.Text("fingerprint"));
        Assert.False(list["isCut"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Failure_in_a_step_names_it()
    {
        await _http.EndAsync(await _http.EmitAsync(Samples.Decline, "\"order-7\""));

        var group = Assert.Single((await ListAsync(_http, $"?workflow={Samples.Decline}"))["failures"]!.AsArray())!;

        Assert.Equal(("charge", "The card was declined."), (group.Text("step"), group.Text("message")));
    }

    [Fact]
    public async Task Workflow_that_has_not_failed_has_no_failures()
    {
        Assert.Equal("""{"failures":[],"isCut":false}""", (await ListAsync(_http, "?workflow=no-such-workflow&limit=500")).ToJsonString());
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=501", "limit")]
    [InlineData("?workflow=a%20b&limit=x", "workflow", "limit")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, params string[] parameters)
    {
        var problem = await (await _http.AskAsync($"/api/v1/stats/failures{query}")).ProblemAsync("invalid-parameter");

        Assert.Equal(parameters.Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    private static async Task<string> FingerprintAsync(HttpClient http, string run) =>
        (await (await http.AskAsync($"/api/v1/runs/{run}")).JsonAsync(HttpStatusCode.OK)).Text("fingerprint");

    private static async Task<JsonNode> ListAsync(HttpClient http, string query) => await (await http.AskAsync($"/api/v1/stats/failures{query}")).JsonAsync(HttpStatusCode.OK);
}
