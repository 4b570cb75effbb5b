using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(TrialSuite.Name)]
public sealed class FilterRunsTests(TrialFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;
    private readonly string _tag = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Several_statuses_are_listed_together()
    {
        var ids = await fixture.EmitDelayedAsync(3, _tag);
        await _http.SendJsonAsync($"/api/v1/runs/{ids[0]}/cancel");

        Assert.Equal([ids[2], ids[1], ids[0]], await IdsAsync($"?tag={_tag}&status=scheduled,canceled"));
        Assert.Equal([ids[0]], await IdsAsync($"?tag={_tag}&status=canceled,failed"));
        Assert.Equal([ids[2], ids[0]], await IdsAsync($"?ids={ids[0]},{ids[2]}"));
        Assert.Equal([ids[0]], await IdsAsync($"?ids={ids[0]},{ids[2]}&status=canceled"));
        Assert.Equal([ids[0]], await IdsAsync($"?workflow={Trials.Idle}&tag={_tag}&status=canceled,canceled"));
    }

    [Fact]
    public async Task Runs_are_found_by_each_filter()
    {
        var key = $"key {_tag}";
        var path = $"/api/v1/workflows/{Trials.Leaf}/runs?delay=1d&tag={_tag}&tag=two,%20words&limitKey={_tag}";
        var run = await (await _http.SendJsonAsync(path, "\"x\"", ("Idempotency-Key", key))).JsonAsync(HttpStatusCode.Accepted);
        var id = run.Text("id");

        Assert.Equal([_tag, "two, words"], run["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()));
        Assert.Equal([id], await IdsAsync($"?tag={_tag}"));
        Assert.Equal([id], await IdsAsync($"?limitKey={_tag}"));
        Assert.Equal([id], await IdsAsync($"?workflow={Trials.Leaf}&idempotencyKey={Uri.EscapeDataString(key)}"));
        Assert.Equal([id], await IdsAsync($"?idPrefix={id}"));
        Assert.Equal([id], await IdsAsync($"?idPrefix={id[..22]}&queue=default&tag={_tag}"));
        Assert.Equal([id], await IdsAsync($"?createdFrom={run.Text("createdAt")}&tag={_tag}"));
        Assert.Empty(await IdsAsync($"?createdBefore={run.Text("createdAt")}&tag={_tag}"));
        Assert.Empty(await IdsAsync($"?queue=other&tag={_tag}"));
        Assert.Empty(await IdsAsync($"?workflow={Trials.Leaf}&idempotencyKey=nobody"));
    }

    [Fact]
    public async Task Runs_that_failed_alike_are_found_by_their_fingerprint_and_children_by_their_parent()
    {
        var failed = await _http.EmitAsync(Trials.Import, $"\"{_tag}\"");
        var parent = await _http.EmitAsync(Trials.Family, "\"x\"");
        await _http.EndAsync(failed);
        await _http.EndAsync(parent);

        var alike = await IdsAsync($"?fingerprint={(await fixture.GetAsync(failed)).Text("fingerprint")}&limit=500");
        var children = await IdsAsync($"?parent={parent}&workflow={Trials.Leaf}");

        Assert.Contains(failed, alike);
        Assert.Single(children);
    }

    [Fact]
    public async Task Five_hundred_rows_come_in_one_page()
    {
        var ids = await fixture.EmitDelayedAsync(501, _tag);

        var page = await ListAsync($"?tag={_tag}&limit=500");
        var last = await ListAsync($"?tag={_tag}&limit=500&cursor={page.Text("nextCursor")}");

        Assert.Equal(ids.Reverse().Take(500), Ids(page));
        Assert.Equal([ids[0]], Ids(last));
        Assert.Null(last["nextCursor"]);
    }

    [Fact]
    public async Task Pages_have_each_run_once_while_runs_come_and_change()
    {
        var ids = await fixture.EmitDelayedAsync(20, _tag);
        var (listed, cursor, page) = (new List<string>(), "", 0);
        do
        {
            var rows = await ListAsync($"?tag={_tag}&status=scheduled,canceled&limit=3{cursor}");
            listed.AddRange(Ids(rows));
            cursor = rows["nextCursor"] is { } next ? $"&cursor={next.GetValue<string>()}" : "";
            await fixture.EmitDelayedAsync(1, _tag);
            await _http.SendJsonAsync($"/api/v1/runs/{ids[page++]}/cancel");
        }
        while (cursor.Length > 0);

        Assert.Equal(ids.Reverse(), listed);
    }

    [Fact]
    public async Task Cursor_with_other_filters_is_400()
    {
        await fixture.EmitDelayedAsync(2, _tag);
        var cursor = (await ListAsync($"?tag={_tag}&limit=1")).Text("nextCursor");

        var other = await (await _http.AskAsync($"/api/v1/runs?tag={_tag}&status=scheduled&cursor={cursor}")).ProblemAsync("invalid-parameter");
        var damaged = await (await _http.AskAsync($"/api/v1/runs?tag={_tag}&cursor={cursor[..^1]}")).ProblemAsync("invalid-parameter");

        Assert.Equal("has to be the nextCursor of a page of the same list, with the same filters", other["errors"]!["cursor"]![0]!.GetValue<string>());
        Assert.NotNull(damaged["errors"]!["cursor"]);
    }

    [Theory]
    [InlineData("?status=queued,done", "status")]
    [InlineData("?status=queued,", "status")]
    [InlineData("?status=queued&status=failed", "status")]
    [InlineData("?queue=a%20b", "queue")]
    [InlineData("?tag=", "tag")]
    [InlineData("?tag=a%0Ab", "tag")]
    [InlineData("?tag=a&tag=b", "tag")]
    [InlineData("?parent=nonsense", "parent")]
    [InlineData("?limitKey=", "limitKey")]
    [InlineData("?fingerprint=0123", "fingerprint")]
    [InlineData("?fingerprint=0123456789ABCDEF", "fingerprint")]
    [InlineData("?idempotencyKey=k", "idempotencyKey")]
    [InlineData("?idPrefix=ilou", "idPrefix")]
    [InlineData("?idPrefix=", "idPrefix")]
    [InlineData("?idPrefix=0123456789abcdefghjkm00a", "idPrefix")]
    [InlineData("?ids=", "ids")]
    [InlineData("?ids=0123456789abcdefghjkm00,nonsense", "ids")]
    [InlineData("?ids=0123456789abcdefghjkm00&parent=0123456789abcdefghjkm00", "ids")]
    [InlineData("?createdFrom=yesterday", "createdFrom")]
    [InlineData("?createdBefore=2026-01-31T12:00:00", "createdBefore")]
    [InlineData("?createdFrom=2026-01-31T12:00:00Z&createdBefore=2026-01-31T12:00:00Z", "createdBefore")]
    [InlineData("?fields=input,steps", "fields")]
    [InlineData("?fields=", "fields")]
    [InlineData("?fields=x&tag=&limit=0", "fields", "limit", "tag")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, params string[] parameters)
    {
        var problem = await (await _http.AskAsync($"/api/v1/runs{query}")).ProblemAsync("invalid-parameter");

        Assert.Equal(parameters.Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task Rows_have_the_fields_that_were_asked_for_and_no_others()
    {
        var id = await _http.EmitAsync(Trials.Leaf, "\"x\"", $"?tag={_tag}");
        await _http.EndAsync(id);

        var row = (await ListAsync($"?tag={_tag}&fields=input,output,error"))["runs"]![0]!;
        var plain = (await ListAsync($"?tag={_tag}"))["runs"]![0]!;

        Assert.Equal(["input", "output", "error", "omitted"], row.AsObject().Select(member => member.Key).Except(plain.AsObject().Select(member => member.Key)));
        Assert.Equal(("x", "x"), (row.Text("input"), row.Text("output")));
        Assert.Null(row["error"]);
        Assert.Empty(row["omitted"]!.AsArray());
    }

    [Fact]
    public async Task Field_over_64_KiB_is_left_out_and_named()
    {
        var (fits, large) = (new string('x', 65_534), new string('x', 65_535));
        await _http.EmitAsync(Trials.Leaf, $"\"{fits}\"", $"?delay=1d&tag={_tag}");
        await _http.EmitAsync(Trials.Leaf, $"\"{large}\"", $"?delay=1d&tag={_tag}");

        var rows = (await ListAsync($"?tag={_tag}&fields=input"))["runs"]!;

        Assert.Null(rows[0]!["input"]);
        Assert.Equal(["input"], rows[0]!["omitted"]!.AsArray().Select(word => word!.GetValue<string>()));
        Assert.Equal(fits, rows[1]!.Text("input"));
        Assert.Empty(rows[1]!["omitted"]!.AsArray());
    }

    private static IEnumerable<string> Ids(JsonNode page) => page["runs"]!.AsArray().Select(run => run!.Text("id"));

    private async Task<IEnumerable<string>> IdsAsync(string query) => Ids(await ListAsync(query));

    private async Task<JsonNode> ListAsync(string query) => await (await _http.AskAsync($"/api/v1/runs{query}")).JsonAsync(HttpStatusCode.OK);
}
