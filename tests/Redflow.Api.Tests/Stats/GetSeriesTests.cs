using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Stats;

[Collection(ApiSuite.Name)]
public sealed class GetSeriesTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/stats/series";

    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Points_count_what_happened_in_their_step()
    {
        await using var api = await OwnApi.StartAsync(fixture);
        await api.RunAsync(1);
        await api.RunAsync(2);
        await api.RunAsync(3);
        await api.RunAsync(-1);

        var series = await GetAsync(api.Http, "?workflow=work&step=2h");

        var point = Assert.Single(series["points"]!.AsArray())!;
        Assert.Equal(
            ["at", "started", "succeeded", "failed", "canceled", "retries", "successRate", "averageStartLatency", "averageDuration"],
            point.AsObject().Select(member => member.Key));
        Assert.Equal((4, 3, 1, 0.75), (Count(point, "started"), Count(point, "succeeded"), Count(point, "failed"), point["successRate"]!.GetValue<double>()));
        Assert.Equal((0, 0), (Count(point, "canceled"), Count(point, "retries")));
        Assert.True(TimeSpan.TryParse(point.Text("averageStartLatency"), null, out _));
    }

    [Fact]
    public async Task Series_is_one_of_the_last_hour_by_the_minute_unless_it_is_asked_for_another()
    {
        var series = await GetAsync(_http, $"?workflow=no-such-workflow");

        Assert.Equal(["workflow", "from", "to", "step", "points"], series.AsObject().Select(member => member.Key));
        Assert.Equal(("no-such-workflow", "00:01:00", 60), (series.Text("workflow"), series.Text("step"), series["points"]!.AsArray().Count));
        Assert.All(series["points"]!.AsArray(), point => Assert.Equal((0, true), (Count(point!, "started"), point!["averageDuration"] is null)));
    }

    [Theory]
    [InlineData("?from=2026-03-01T10:00:30Z&to=2026-03-01T10:10:30Z", "2026-03-01T10:00:00.000Z", "2026-03-01T10:11:00.000Z", "00:01:00", 11)]
    [InlineData("?from=2026-03-01T10:00:00Z&to=2026-03-01T10:10:00Z&step=3m", "2026-03-01T10:00:00.000Z", "2026-03-01T10:10:00.000Z", "00:03:00", 4)]
    [InlineData("?from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z", "2026-03-01T00:00:00.000Z", "2026-03-03T00:00:00.000Z", "00:05:00", 576)]
    [InlineData("?from=2026-03-01T00:00:30Z&to=2026-03-08T00:00:30Z&step=7d", "2026-03-01T00:01:00.000Z", "2026-03-08T00:01:00.000Z", "7.00:00:00", 1)]
    [InlineData("?to=2026-03-01T10:00:00Z&step=30m", "2026-03-01T09:00:00.000Z", "2026-03-01T10:00:00.000Z", "00:30:00", 2)]
    [InlineData("?to=0001-01-01T00:00:01Z", "0001-01-01T00:00:00.000Z", "0001-01-01T00:01:00.000Z", "00:01:00", 1)]
    [InlineData("?from=8999-12-31T23:59:59Z&to=9000-01-01T00:00:00Z", "8999-12-31T23:59:00.000Z", "9000-01-01T00:00:00.000Z", "00:01:00", 1)]
    public async Task Span_is_rounded_to_whole_minutes_and_has_a_point_for_each_step(string query, string from, string to, string step, int points)
    {
        var series = await GetAsync(_http, query);

        Assert.Equal((from, to, step), (series.Text("from"), series.Text("to"), series.Text("step")));
        Assert.Equal(points, series["points"]!.AsArray().Count);
        Assert.Equal(from, series["points"]![0]!.Text("at"));
    }

    [Theory]
    [InlineData("?workflow=a%20b&from=x&to=y&step=z", "workflow", "from", "to", "step")]
    [InlineData("?from=2026-03-01T10:00:00Z&to=2026-03-01T10:00:00Z", "from")]
    [InlineData("?from=2026-03-01T10:00:00Z&to=2026-03-01T09:00:00Z", "from")]
    [InlineData("?from=2026-03-01T10:00:00Z", "from")]
    [InlineData("?from=8999-01-01T00:00:00Z", "from")]
    [InlineData("?from=9999-01-01T00:00:00Z", "from")]
    [InlineData("?to=0001-01-01T00:00:00Z", "to")]
    [InlineData("?from=2026-03-01T00:00:00Z&to=2026-03-08T00:00:01Z", "from")]
    [InlineData("?from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z&step=1m", "step")]
    [InlineData("?step=30s", "step")]
    [InlineData("?step=90s", "step")]
    [InlineData("?step=8d", "step")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, params string[] parameters)
    {
        var problem = await (await _http.AskAsync($"{Path}{query}")).ProblemAsync("invalid-parameter");

        Assert.Equal(parameters.Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    private static long Count(JsonNode point, string what) => point[what]!.GetValue<long>();

    private static async Task<JsonNode> GetAsync(HttpClient http, string query) => await (await http.AskAsync($"{Path}{query}")).JsonAsync(HttpStatusCode.OK);
}
