using System.Net;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Bulk;

[Collection(TrialSuite.Name)]
public sealed class GetBulkTests(TrialFixture fixture)
{
    private const string Delete = """{"operation":"delete","filter":{"tag":"nobody"}}""";

    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Operations_are_listed_newest_first_a_page_at_a_time()
    {
        var first = (await (await _http.SendJsonAsync("/api/v1/bulk", Delete)).JsonAsync(HttpStatusCode.Accepted)).Text("id");
        var second = (await (await _http.SendJsonAsync("/api/v1/bulk", Delete)).JsonAsync(HttpStatusCode.Accepted)).Text("id");

        var page = await (await _http.AskAsync("/api/v1/bulk?limit=1")).JsonAsync(HttpStatusCode.OK);
        var next = await (await _http.AskAsync($"/api/v1/bulk?limit=1&cursor={page.Text("nextCursor")}")).JsonAsync(HttpStatusCode.OK);

        var (newest, older) = (page["operations"]![0]!, next["operations"]![0]!);
        Assert.Equal((second, first), (newest.Text("id"), older.Text("id")));
        Assert.Equal(
            ["id", "operation", "filter", "reason", "status", "createdAt", "startedAt", "finishedAt", "abortReason"], newest.AsObject().Select(member => member.Key));
        Assert.Equal(("delete", "nobody"), (newest.Text("operation"), newest["filter"]!.Text("tag")));
    }

    [Fact]
    public async Task Run_that_is_no_operation_is_404()
    {
        var id = await _http.EmitAsync(Trials.Leaf, "\"x\"");

        await (await _http.AskAsync($"/api/v1/bulk/{id}")).ProblemAsync("bulk-not-found");
        await (await _http.SendJsonAsync($"/api/v1/bulk/{id}/abort")).ProblemAsync("bulk-not-found");
    }

    [Theory]
    [InlineData("0123456789abcdefghjkm00")]
    [InlineData("nonsense")]
    public async Task Unknown_operation_is_404(string id) => await (await _http.AskAsync($"/api/v1/bulk/{id}")).ProblemAsync("bulk-not-found");

    [Fact]
    public async Task Operation_that_was_emitted_by_hand_with_another_input_is_shown_without_it()
    {
        var id = (await fixture.Client.EmitWorkflowAsync<string, string>("redflow.bulk", "nonsense", new() { Delay = TimeSpan.FromDays(1) })).Id.ToString();

        var operation = await (await _http.AskAsync($"/api/v1/bulk/{id}")).JsonAsync(HttpStatusCode.OK);
        var page = await (await _http.AskAsync("/api/v1/bulk?limit=500")).JsonAsync(HttpStatusCode.OK);

        Assert.Null(operation["operation"]);
        Assert.Null(page["operations"]!.AsArray().Single(row => row!.Text("id") == id)!["filter"]);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=501", "limit")]
    [InlineData("?cursor=nonsense", "cursor")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, string parameter)
    {
        var problem = await (await _http.AskAsync($"/api/v1/bulk{query}")).ProblemAsync("invalid-parameter");

        Assert.Equal([parameter], problem["errors"]!.AsObject().Select(error => error.Key));
    }
}
