using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Events;

[Collection(ApiSuite.Name)]
public sealed class ListEventsTests(ApiFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;
    private readonly string _name = $"e-{Guid.NewGuid():N}";

    [Fact]
    public async Task Events_of_a_name_are_listed_newest_first_a_page_at_a_time()
    {
        var emitted = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            emitted.Add(await EmitAsync(i));
        }

        var (listed, cursor) = (new List<string>(), "");
        do
        {
            var page = await ListAsync($"?name={_name}&limit=2{cursor}");
            listed.AddRange(page["events"]!.AsArray().Select(found => found!.Text("id")));
            cursor = page["nextCursor"] is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(emitted.AsEnumerable().Reverse(), listed);
    }

    [Fact]
    public async Task Rows_have_counts_and_neither_payloads_nor_runs()
    {
        await EmitAsync(1);

        var row = Assert.Single((await ListAsync($"?name={_name}"))["events"]!.AsArray())!;

        Assert.Equal(["id", "name", "key", "createdAt", "isMatched", "startedCount", "releasedCount"], row.AsObject().Select(member => member.Key));
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=501", "limit")]
    [InlineData("?name=", "name")]
    [InlineData("?name=a%0Ab&limit=x", "name", "limit")]
    [InlineData("?cursor=nonsense", "cursor")]
    [InlineData("?cursor=", "cursor")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, params string[] parameters)
    {
        var problem = await (await _http.AskAsync($"/api/v1/events{query}")).ProblemAsync("invalid-parameter");

        Assert.Equal(parameters.Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    private async Task<string> EmitAsync(int payload) =>
        (await (await _http.SendJsonAsync("/api/v1/events", $$"""{"name":"{{_name}}","payload":{{payload}}}""")).JsonAsync(HttpStatusCode.Accepted)).Text("id");

    private async Task<JsonNode> ListAsync(string query) => await (await _http.AskAsync($"/api/v1/events{query}")).JsonAsync(HttpStatusCode.OK);
}
