using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Api.Tests.Workers;

[Collection(ApiSuite.Name)]
public sealed class ListWorkersTests(ApiFixture fixture)
{
    [Fact]
    public async Task Worker_is_listed_with_what_it_is_and_what_it_does()
    {
        await using var api = await OwnApi.StartAsync(fixture, options => options.Queue = "orders", worker => (worker.App, worker.Concurrency) = ("shop", 7));

        var worker = Assert.Single((await ListAsync(api.Http, ""))["workers"]!.AsArray())!;

        Assert.Equal(
            ["id", "app", "version", "host", "processId", "queues", "concurrency", "running", "isDraining", "startedAt", "leaseUntil"],
            worker.AsObject().Select(member => member.Key));
        Assert.Equal(("shop", Environment.MachineName, Environment.ProcessId), (worker.Text("app"), worker.Text("host"), worker["processId"]!.GetValue<int>()));
        Assert.Equal(["orders"], worker["queues"]!.AsArray().Select(queue => queue!.GetValue<string>()));
        Assert.Equal((7, 0, false), (worker["concurrency"]!.GetValue<int>(), worker["running"]!.GetValue<int>(), worker["isDraining"]!.GetValue<bool>()));
        Assert.True(worker["leaseUntil"]!.GetValue<DateTimeOffset>() > worker["startedAt"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Worker_that_has_stopped_is_gone()
    {
        await using var api = await OwnApi.StartAsync(fixture);
        await api.StopWorkerAsync().Bounded();

        Assert.Equal("""{"workers":[],"nextCursor":null}""", (await ListAsync(api.Http, "")).ToJsonString());
    }

    [Fact]
    public async Task Page_that_is_full_says_where_the_next_one_begins()
    {
        await using var api = await OwnApi.StartAsync(fixture);

        var first = await ListAsync(api.Http, "?limit=1");
        var second = await ListAsync(api.Http, $"?limit=1&cursor={first.Text("nextCursor")}");

        Assert.Equal(first["workers"]![0]!.Text("id"), first.Text("nextCursor"));
        Assert.Equal("""{"workers":[],"nextCursor":null}""", second.ToJsonString());
    }

    [Theory]
    [InlineData("?limit=501", "limit")]
    [InlineData("?limit=&cursor=", "limit", "cursor")]
    [InlineData("?cursor=a%09b", "cursor")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, params string[] parameters)
    {
        var problem = await (await fixture.Http.AskAsync($"/api/v1/workers{query}")).ProblemAsync("invalid-parameter");

        Assert.Equal(parameters.Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    private static async Task<JsonNode> ListAsync(HttpClient http, string query) => await (await http.AskAsync($"/api/v1/workers{query}")).JsonAsync(HttpStatusCode.OK);
}
