using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Workflows;

[Collection(ApiSuite.Name)]
public sealed class ListWorkflowsTests(ApiFixture fixture)
{
    [Fact]
    public async Task Workflows_are_listed_by_name_without_their_schemas()
    {
        var list = await ListAsync("");

        Assert.Equal(
            [Samples.Book, Samples.Decline, Samples.Echo, Samples.Gated, Samples.Greet, Samples.Greeted],
            list["workflows"]!.AsArray().Select(workflow => workflow!.Text("name")));
        Assert.Null(list["nextCursor"]);
        Assert.All(list["workflows"]!.AsArray(), workflow => Assert.False(workflow!.AsObject().ContainsKey("inputSchema")));
    }

    [Fact]
    public async Task Workflows_are_listed_a_page_at_a_time()
    {
        var first = await ListAsync("?limit=3");
        var second = await ListAsync($"?limit=2&cursor={first.Text("nextCursor")}");

        Assert.Equal([Samples.Gated, Samples.Greet], second["workflows"]!.AsArray().Select(workflow => workflow!.Text("name")));
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=501&cursor=", "limit", "cursor")]
    [InlineData("?cursor=a%0Ab", "cursor")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, params string[] parameters)
    {
        var problem = await (await fixture.Http.AskAsync($"/api/v1/workflows{query}")).ProblemAsync("invalid-parameter");

        Assert.Equal(parameters.Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    private async Task<JsonNode> ListAsync(string query) => await (await fixture.Http.AskAsync($"/api/v1/workflows{query}")).JsonAsync(HttpStatusCode.OK);
}
