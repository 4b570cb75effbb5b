using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Bulk;

[Collection(TrialSuite.Name)]
public sealed class StartBulkTests(TrialFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;
    private readonly string _tag = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Runs_that_match_are_canceled_with_the_reason_and_no_others()
    {
        var ids = await fixture.EmitDelayedAsync(250, _tag);
        var other = (await fixture.EmitDelayedAsync(1, "other"))[0];

        var response = await StartAsync($$"""{"operation":"cancel","filter":{"tag":"{{_tag}}"},"reason":"superseded"}""");

        var started = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal($"/api/v1/bulk/{started.Text("id")}", response.Headers.Location?.ToString());
        Assert.Equal(("cancel", _tag, "superseded"), (started.Text("operation"), started["filter"]!.Text("tag"), started.Text("reason")));
        var ended = await EndAsync(started);
        Assert.Equal(("succeeded", 250, 250, 0), (ended.Text("status"), Number(ended, "matching"), Number(ended, "changed"), Number(ended, "skipped")));
        Assert.Equal(1, ended["progress"]!["fraction"]!.GetValue<double>());
        Assert.Equal("superseded", (await fixture.GetAsync(ids[0])).Text("cancelReason"));
        Assert.Equal("scheduled", (await fixture.GetAsync(other)).Text("status"));
    }

    [Fact]
    public async Task Failed_runs_are_retried_and_ended_ones_deleted()
    {
        var id = await _http.EmitAsync(Trials.Import, $"\"{_tag}\"", $"?tag={_tag}");
        await _http.EndAsync(id);
        fixture.Trials.Mend(_tag);

        var retried = await EndAsync(await (await StartAsync(Order("retry", "failed,canceled"))).JsonAsync(HttpStatusCode.Accepted));
        await _http.EndAsync(id);
        var deleted = await EndAsync(await (await StartAsync(Order("delete"))).JsonAsync(HttpStatusCode.Accepted));

        Assert.Equal((1, 0), (Number(retried, "changed"), Number(retried, "skipped")));
        Assert.Equal((1, 0), (Number(deleted, "changed"), Number(deleted, "skipped")));
        Assert.Equal("failed,canceled", retried["filter"]!.Text("status"));
        await (await _http.AskAsync($"/api/v1/runs/{id}")).ProblemAsync("run-not-found");
    }

    [Fact]
    public async Task Request_that_is_sent_twice_with_a_key_is_one_operation()
    {
        var (body, key) = (Order("delete"), ("Idempotency-Key", _tag));

        var first = await (await StartAsync(body, key)).JsonAsync(HttpStatusCode.Accepted);
        var second = await StartAsync(body, key);

        Assert.Equal(first.Text("id"), (await second.JsonAsync(HttpStatusCode.OK)).Text("id"));
        Assert.Equal("true", second.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal($"/api/v1/bulk/{first.Text("id")}", second.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Preview_counts_and_starts_nothing()
    {
        var ids = await fixture.EmitDelayedAsync(3, _tag);

        var count = await PreviewAsync(Order("cancel"));

        Assert.Equal("""{"matching":3,"atLeast":false}""", count.ToJsonString());
        Assert.Equal("scheduled", (await fixture.GetAsync(ids[0])).Text("status"));
    }

    [Fact]
    public async Task Preview_counts_to_ten_thousand_and_says_when_there_may_be_more()
    {
        await fixture.EmitDelayedAsync(251, _tag);
        await using var api = await fixture.StartAnotherAsync();
        var options = api.Services.GetRequiredService<IOptions<ApiOptions>>().Value;
        Assert.Equal(10_000, options.MaxPreview);
        options.MaxPreview = 250;

        var count = await (await api.Http.SendJsonAsync("/api/v1/bulk?preview=true", Order("cancel"))).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("""{"matching":250,"atLeast":true}""", count.ToJsonString());
    }

    [Theory]
    [InlineData(null, "$")]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("{}", "filter", "operation")]
    [InlineData("""{"operation":"cancel"}""", "filter")]
    [InlineData("""{"operation":"explode","filter":{}}""", "operation")]
    [InlineData("""{"operation":1,"filter":{}}""", "operation")]
    [InlineData("""{"operation":"cancel","filter":{"tags":"x"}}""", "filter.tags")]
    [InlineData("""{"operation":"cancel","filter":{"limit":5}}""", "filter.limit")]
    [InlineData("""{"operation":"cancel","filter":{"status":"done","tag":"","createdFrom":"now"}}""", "filter.createdFrom", "filter.status", "filter.tag")]
    [InlineData("""{"operation":"cancel","filter":{"idempotencyKey":"k"}}""", "filter.idempotencyKey")]
    [InlineData("""{"operation":"retry","filter":{},"reason":"x"}""", "reason")]
    [InlineData("""{"operation":"cancel","filter":{},"why":"x"}""", "why")]
    public async Task Body_that_is_not_valid_is_400_and_names_its_members(string? body, params string[] members)
    {
        foreach (var query in new[] { "", "?preview=true" })
        {
            var problem = await (await _http.SendJsonAsync($"/api/v1/bulk{query}", body)).ProblemAsync("invalid-parameter");

            Assert.Equal(members, problem["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("?preview=maybe", "preview")]
    [InlineData("?preview=true&preview=true", "preview")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, string parameter)
    {
        var response = await _http.SendJsonAsync($"/api/v1/bulk{query}", """{"operation":"cancel","filter":{"tag":"nobody"}}""");

        Assert.Equal([parameter], (await response.ProblemAsync("invalid-parameter"))["errors"]!.AsObject().Select(error => error.Key));
    }

    private static long Number(JsonNode node, string member) => node[member]!.GetValue<long>();

    private string Order(string operation, string? status = null) => JsonSerializer.Serialize(new { operation, filter = new { tag = _tag, status } });

    private Task<HttpResponseMessage> StartAsync(string body, params (string Name, string Value)[] headers) => _http.SendJsonAsync("/api/v1/bulk", body, headers);

    private async Task<JsonNode> PreviewAsync(string body) => await (await _http.SendJsonAsync("/api/v1/bulk?preview=true", body)).JsonAsync(HttpStatusCode.OK);

    private async Task<JsonNode> EndAsync(JsonNode operation)
    {
        await _http.EndAsync(operation.Text("id"));
        return await (await _http.AskAsync($"/api/v1/bulk/{operation.Text("id")}")).JsonAsync(HttpStatusCode.OK);
    }
}
