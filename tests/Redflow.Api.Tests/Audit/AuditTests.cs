using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Api.Tests.Audit;

public sealed class AuditTests(GarnetServer redis) : IClassFixture<GarnetServer>
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";
    private readonly TestKey _reader = TestKey.Of(ApiRole.Reader);
    private readonly TestKey _operator = TestKey.Of(ApiRole.Operator);
    private readonly TestKey _admin = TestKey.Of(ApiRole.Admin);

    [Fact]
    public async Task Change_is_noted_with_who_what_when_and_from_where()
    {
        await using var api = await StartAsync();

        await api.Http.SendAsync("POST", "/api/v1/runs/0123456789abcdefghjkm00/cancel", _operator);

        var entry = Assert.Single(await ListAsync(api));
        Assert.Equal(["at", "caller", "role", "method", "route", "target", "status", "address", "times"], entry.AsObject().Select(member => member.Key));
        Assert.Equal(
            ("the-operator", "operator", "POST", "/api/v1/runs/{id}/cancel", "0123456789abcdefghjkm00", "127.0.0.1"),
            (entry.Text("caller"), entry.Text("role"), entry.Text("method"), entry.Text("route"), entry.Text("target"), entry.Text("address")));
        Assert.Equal((404, 1), (entry["status"]!.GetValue<int>(), entry["times"]!.GetValue<int>()));
        Assert.InRange(DateTimeOffset.UtcNow - entry["at"]!.GetValue<DateTimeOffset>(), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task What_changes_nothing_is_not_noted()
    {
        await using var api = await StartAsync();

        await api.Http.AskAsync("/api/v1/stats", _operator);
        await api.Http.SendAsync("POST", "/nothing", _operator);
        await api.Http.SendAsync("POST", "/api/v1/runs/0123456789abcdefghjkm00/cancel", _reader);
        await api.Http.SendAsync("POST", "/api/v1/runs/0123456789abcdefghjkm00/cancel");

        Assert.Empty(await ListAsync(api));
    }

    [Fact]
    public async Task Neither_payloads_nor_keys_are_noted()
    {
        await using var api = await StartAsync();

        await api.Http.SendJsonAsync("/api/v1/workflows/nobody/runs?delay=1s", """{"card":"4111"}""", ("X-Api-Key", _admin.Text), ("Idempotency-Key", "order-4111"));

        var noted = (await ListAsync(api)).Single().ToJsonString();
        Assert.DoesNotContain("4111", noted, StringComparison.Ordinal);
        Assert.DoesNotContain(_admin.Text, noted, StringComparison.Ordinal);
        Assert.DoesNotContain(_admin.Hash, noted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_admin_reads_the_log()
    {
        await using var api = await StartAsync();

        await (await api.Http.AskAsync("/api/v1/audit", _operator)).ProblemAsync("forbidden");
        var refused = await (await api.Http.AskAsync("/api/v1/audit", _reader)).ProblemAsync("forbidden");

        Assert.Equal("admin", refused.Text("requiredRole"));
        Assert.Empty(await ListAsync(api));
    }

    [Fact]
    public async Task Log_is_paged_newest_first()
    {
        await using var api = await StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await api.Http.SendAsync("POST", $"/api/v1/runs/0123456789abcdefghjkm0{i}/cancel", _operator);
        }

        var (entries, cursor) = (new List<JsonNode>(), (string?)null);
        do
        {
            var page = await (await api.Http.AskAsync($"/api/v1/audit?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}", _admin)).JsonAsync(HttpStatusCode.OK);
            entries.AddRange(page["entries"]!.AsArray().Select(entry => entry!));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"0123456789abcdefghjkm0{i}"), entries.Select(entry => entry.Text("target")).Order());
        var times = entries.Select(entry => entry["at"]!.GetValue<DateTimeOffset>()).ToArray();
        Assert.Equal(times.OrderDescending(), times);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("cursor=x", "cursor")]
    public async Task Page_that_can_not_be_is_400(string query, string parameter)
    {
        await using var api = await StartAsync();

        var problem = await (await api.Http.AskAsync($"/api/v1/audit?{query}", _admin)).ProblemAsync("invalid-parameter");

        Assert.NotNull(problem["errors"]![parameter]);
    }

    [Fact]
    public async Task Every_one_of_many_changes_at_once_is_counted_before_it_is_answered()
    {
        await using var api = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => api.Http.SendAsync("POST", "/api/v1/workflows/nobody/runs", _operator))).Bounded();

        Assert.Equal(200, (await ListAsync(api)).Sum(entry => entry["times"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Change_that_can_not_be_noted_fails_and_stands_in_the_apis_own_log()
    {
        await using var own = new GarnetServer();
        await own.InitializeAsync();
        using var overheard = new Overheard();
        await using var api = await ApiServer.StartAsync(own, _prefix, [.. Overheard.Args, .. _operator.Args]);
        overheard.Join(api);
        Assert.True((await api.Http.AskAsync("/api/v1/stats", _operator)).IsSuccessStatusCode);
        own.Kill();

        var response = await api.Http.SendAsync("POST", "/api/v1/runs/0123456789abcdefghjkm00/cancel", _operator).Bounded();

        await response.ProblemAsync("store-unavailable");
        Assert.Contains("The audit log lacks a change: the-operator POST /api/v1/runs/{id}/cancel 0123456789abcdefghjkm00", overheard.Text, StringComparison.Ordinal);
    }

    private Task<ApiServer> StartAsync() =>
        ApiServer.StartAsync(redis, _prefix, ["--environment=Production", .. _reader.Args, .. _operator.Args, .. _admin.Args]);

    private async Task<List<JsonNode>> ListAsync(ApiServer api) =>
        [.. (await (await api.Http.AskAsync("/api/v1/audit", _admin)).JsonAsync(HttpStatusCode.OK))["entries"]!.AsArray().Select(entry => entry!)];
}
