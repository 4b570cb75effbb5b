using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Queues;

[Collection(ApiSuite.Name)]
public sealed class ListQueuesTests(ApiFixture fixture)
{
    [Fact]
    public async Task Queues_are_listed_by_name_without_the_engines_own()
    {
        await using var api = await OwnApi.StartAsync(fixture, options => options.Queue = "orders");
        await api.Client.PauseQueueAsync("mail");

        var list = await ListAsync(api.Http, "");

        Assert.Equal(["mail", "orders"], list["queues"]!.AsArray().Select(queue => queue!.Text("name")));
        Assert.Null(list["nextCursor"]);
    }

    [Fact]
    public async Task Queues_are_listed_a_page_at_a_time()
    {
        await using var api = await OwnApi.StartAsync(fixture);
        foreach (var name in (string[])["a", "b", "c"])
        {
            await api.Client.PauseQueueAsync(name);
        }

        var (listed, cursor) = (new List<string>(), "");
        do
        {
            var page = await ListAsync(api.Http, $"?limit=2{cursor}");
            listed.AddRange(page["queues"]!.AsArray().Select(queue => queue!.Text("name")));
            cursor = page["nextCursor"] is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(["a", "b", "c", "default"], listed);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=501", "limit")]
    [InlineData("?limit=x&cursor=", "limit", "cursor")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, params string[] parameters)
    {
        var problem = await (await fixture.Http.AskAsync($"/api/v1/queues{query}")).ProblemAsync("invalid-parameter");

        Assert.Equal(parameters.Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    private static async Task<JsonNode> ListAsync(HttpClient http, string query) => await (await http.AskAsync($"/api/v1/queues{query}")).JsonAsync(HttpStatusCode.OK);
}
