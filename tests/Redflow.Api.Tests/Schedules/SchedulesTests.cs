using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Schedules;

[Collection(ApiSuite.Name)]
public sealed class SchedulesTests(ApiFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;
    private readonly string _id = $"s-{Guid.NewGuid():N}";

    private string Path => $"/api/v1/schedules/{_id}";

    [Fact]
    public async Task Schedule_is_stored_and_read()
    {
        var put = await (await PutAsync("""
            {"workflow":"greet","cron":"30 4 * * MON","timeZone":"Europe/Berlin","input":{"name":"Ada"},"description":"Weekly","priority":-2,
             "tags":["ops"],"jitter":"5s","startAt":"2030-01-01T00:00:00Z","endAt":"2031-01-01T00:00:00Z","maxTicks":9,
             "overlap":"queueOne","misfire":"fireAll","misfireWindow":"1h"}
            """)).JsonAsync(HttpStatusCode.OK);
        var got = await (await _http.AskAsync(Path)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(put.ToJsonString(), got.ToJsonString());
        Assert.Equal(("greet", "30 4 * * MON", "Europe/Berlin"), (got.Text("workflow"), got.Text("cron"), got.Text("timeZone")));
        Assert.Equal(("queueOne", "fireAll", "01:00:00", "00:00:05"), (got.Text("overlap"), got.Text("misfire"), got.Text("misfireWindow"), got.Text("jitter")));
        Assert.Equal(("2030-01-07T03:30:00.000Z", "Ada"), (got.Text("nextAt"), got["input"]!.Text("name")));
        Assert.Null(got["every"]);
    }

    [Theory]
    [InlineData("""{"workflow":"greet","every":"10m"}""", "every", "00:10:00")]
    [InlineData("""{"workflow":"greet","at":"2040-01-01T00:00:00Z"}""", "at", "2040-01-01T00:00:00.000Z")]
    [InlineData("""{"workflow":"greet","cron":"@daily"}""", "timeZone", "UTC")]
    public async Task Every_kind_of_schedule_is_taken(string body, string member, string value)
    {
        var request = JsonNode.Parse(body)!;
        request["input"] = JsonNode.Parse("""{"name":"Ada"}""");

        var schedule = await (await PutAsync(request.ToJsonString())).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(value, schedule.Text(member));
    }

    [Theory]
    [InlineData("""{"workflow":"greet","cron":"61 * * * *"}""", "cron", "Minutes")]
    [InlineData("""{"workflow":"greet","cron":"* * * *"}""", "cron", "is not a cron expression")]
    [InlineData("""{"workflow":"greet","cron":"* * * * *","timeZone":"Europe/Nowhere"}""", "timeZone", "IANA or Windows name")]
    [InlineData("""{"workflow":"greet","every":"10"}""", "every", "a duration such as")]
    [InlineData("""{"workflow":"greet","every":"10ms"}""", "every", "from 1 s")]
    [InlineData("""{"workflow":"greet","at":"tomorrow"}""", "at", "ISO 8601")]
    [InlineData("""{"workflow":"greet"}""", "$", "one of cron")]
    [InlineData("""{"workflow":"greet","every":"1m","cron":"* * * * *"}""", "$", "one of cron")]
    [InlineData("""{"workflow":"greet","every":"1m","timeZone":"UTC"}""", "timeZone", "goes with cron only")]
    [InlineData("""{"every":"1m"}""", "workflow", "workflow's name")]
    [InlineData("""{"workflow":"greet","every":"1m","overlap":"sometimes"}""", "overlap", "one of skip, queueOne, queueAll, cancelOther, allow")]
    [InlineData("""{"workflow":"greet","every":"1m","misfire":"sometimes"}""", "misfire", "one of fireOnce, skip, fireAll")]
    [InlineData("""{"workflow":"greet","every":"1m","misfireWindow":"1h"}""", "misfireWindow", "FireOnce takes ticks of any age")]
    [InlineData("""{"workflow":"greet","every":"1m","jitter":"2h"}""", "jitter", "from 0 to 1 h")]
    [InlineData("""{"workflow":"greet","every":"1m","maxTicks":0}""", "maxTicks", "1 or more")]
    [InlineData("""{"workflow":"greet","every":"1m","startAt":"2031-01-01T00:00:00Z","endAt":"2030-01-01T00:00:00Z"}""", "endAt", "later than StartAt")]
    [InlineData("""{"workflow":"greet","every":"1m","priority":"high"}""", "priority", "another type")]
    [InlineData("""{"workflow":"greet","every":"1m","colour":"red"}""", "colour", "does not belong")]
    [InlineData("[]", "$", "does not belong")]
    public async Task Schedule_that_can_not_be_is_400_that_says_which_member_is_wrong_and_what_it_takes(string body, string member, string rule)
    {
        var problem = await (await PutAsync(body)).ProblemAsync("invalid-parameter");

        Assert.Contains(rule, problem["errors"]![member]![0]!.GetValue<string>(), StringComparison.Ordinal);
        await (await _http.AskAsync(Path)).ProblemAsync("schedule-not-found");
    }

    [Fact]
    public async Task Input_that_does_not_fit_or_a_workflow_nobody_has_is_refused()
    {
        await (await PutAsync("""{"workflow":"greet","every":"1m","input":{"name":7}}""")).ProblemAsync("invalid-input");
        await (await PutAsync("""{"workflow":"nobody","every":"1m"}""")).ProblemAsync("unknown-workflow");
    }

    [Fact]
    public async Task Schedule_is_disabled_enabled_and_deleted()
    {
        await PutHourlyAsync();

        var disabled = await (await _http.SendJsonAsync($"{Path}/disable")).JsonAsync(HttpStatusCode.OK);
        var enabled = await (await _http.SendJsonAsync($"{Path}/enable")).JsonAsync(HttpStatusCode.OK);
        var deleted = await _http.DeleteAsync(new Uri(Path, UriKind.Relative));
        var again = await _http.DeleteAsync(new Uri(Path, UriKind.Relative));

        Assert.Equal((false, null), (disabled["isEnabled"]!.GetValue<bool>(), disabled["nextAt"]));
        Assert.True(enabled["isEnabled"]!.GetValue<bool>());
        Assert.NotNull(enabled["nextAt"]);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (deleted.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task Triggered_run_is_accepted_and_noted()
    {
        await PutHourlyAsync();

        var response = await _http.SendJsonAsync($"{Path}/trigger");

        var run = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal($"/api/v1/runs/{run.Text("id")}", response.Headers.Location!.ToString());
        await _http.EndAsync(run.Text("id"));
        var tick = Assert.Single((await (await _http.AskAsync($"{Path}/ticks")).JsonAsync(HttpStatusCode.OK))["ticks"]!.AsArray())!;
        Assert.Equal(("triggered", run.Text("id")), (tick.Text("outcome"), tick.Text("run")));
        Assert.Equal(["plannedAt", "at", "outcome", "run", "reason"], tick.AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task Next_ticks_are_shown_as_many_as_were_asked_for()
    {
        await (await PutAsync("""{"workflow":"greet","cron":"0 0 1 1 *","input":{"name":"Ada"},"startAt":"2030-06-01T00:00:00Z"}""")).JsonAsync(HttpStatusCode.OK);

        var next = await (await _http.AskAsync($"{Path}/next?count=2")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("""["2031-01-01T00:00:00.000Z","2032-01-01T00:00:00.000Z"]""", next["next"]!.ToJsonString());
    }

    [Fact]
    public async Task Past_range_is_counted_and_filled_in_once()
    {
        await (await PutAsync("""{"workflow":"greet","cron":"0 0 1 * *","input":{"name":"Ada"}}""")).JsonAsync(HttpStatusCode.OK);
        const string Span = "from=2020-01-01T00:00:00Z&before=2020-07-01T00:00:00Z";

        var count = await (await _http.AskAsync($"{Path}/backfill?{Span}")).JsonAsync(HttpStatusCode.OK);
        var first = await (await _http.SendJsonAsync($"{Path}/backfill?{Span}")).JsonAsync(HttpStatusCode.OK);
        var again = await (await _http.SendJsonAsync($"{Path}/backfill?{Span}")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal((6, 6, 0), (count["count"]!.GetValue<int>(), first["started"]!.GetValue<int>(), again["started"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("from=0001-01-01T00:00:00Z&before=0001-01-01T00:00:01Z")]
    [InlineData("from=9999-12-31T23:59:58Z&before=9999-12-31T23:59:59Z")]
    public async Task Range_at_either_end_of_time_has_no_instants(string span)
    {
        await (await PutAsync("""{"workflow":"greet","every":"3650d","input":{"name":"Ada"}}""")).JsonAsync(HttpStatusCode.OK);

        var count = await (await _http.AskAsync($"{Path}/backfill?{span}")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(0, count["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task Id_with_a_slash_is_another_one_than_that_with_the_characters_of_its_code()
    {
        var (slash, code) = ($"{Path}%2Fa%20b%c3%a9", $"{Path}%252Fa%20b%c3%a9");

        foreach (var path in new[] { slash, code })
        {
            await (await _http.PutAsync(new Uri(path, UriKind.Relative), HttpExtensions.Json("""{"workflow":"greet","every":"1h","input":{"name":"Ada"}}"""))).JsonAsync(HttpStatusCode.OK);
        }

        Assert.Equal($"{_id}/a bé", (await (await _http.AskAsync(slash)).JsonAsync(HttpStatusCode.OK)).Text("id"));
        Assert.Equal($"{_id}%2Fa bé", (await (await _http.AskAsync(code)).JsonAsync(HttpStatusCode.OK)).Text("id"));
        await (await _http.AskAsync($"{Path}%252f..%2Fnext")).ProblemAsync("schedule-not-found");
    }

    [Theory]
    [InlineData("next?count=0", "count")]
    [InlineData("next?count=1001", "count")]
    [InlineData("ticks?limit=x", "limit")]
    [InlineData("backfill?from=2020-01-01T00:00:00Z", "before")]
    [InlineData("backfill?from=2020-01-01T00:00:00Z&before=2019-01-01T00:00:00Z", "before")]
    [InlineData("backfill?from=2000-01-01T00:00:00Z&before=2020-01-01T00:00:00Z", "before")]
    public async Task Parameters_that_can_not_be_are_400(string query, string member)
    {
        await PutHourlyAsync();

        var problem = await (await _http.AskAsync($"{Path}/{query}")).ProblemAsync("invalid-parameter");

        Assert.NotNull(problem["errors"]![member]);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/enable")]
    [InlineData("POST", "/disable")]
    [InlineData("POST", "/trigger")]
    [InlineData("GET", "/next")]
    [InlineData("GET", "/ticks")]
    public async Task Schedule_that_is_not_there_is_404(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(Path + path, UriKind.Relative));

        await (await _http.SendAsync(request)).ProblemAsync("schedule-not-found");
    }

    [Fact]
    public async Task Schedules_are_listed_by_id_without_their_inputs()
    {
        await PutHourlyAsync();
        await _http.SendJsonAsync($"{Path}/disable");

        var page = await (await _http.AskAsync("/api/v1/schedules?workflow=greet&enabled=false&limit=500")).JsonAsync(HttpStatusCode.OK);

        var row = Assert.Single(page["schedules"]!.AsArray(), schedule => schedule!.Text("id") == _id)!;
        Assert.False(row.AsObject().ContainsKey("input"));
        await (await _http.AskAsync("/api/v1/schedules?enabled=perhaps")).ProblemAsync("invalid-parameter");
    }

    [Fact]
    public async Task Declared_schedule_is_held_back_but_not_changed()
    {
        const string DeclaredPath = "/api/v1/schedules/greet:0%2F30%20*%20*%20*%20*";

        var schedule = await (await _http.AskAsync(DeclaredPath)).JsonAsync(HttpStatusCode.OK);
        var put = await _http.PutAsync(new Uri(DeclaredPath, UriKind.Relative), HttpExtensions.Json("""{"workflow":"greet","every":"1m","input":{"name":"Ada"}}"""));
        var deleted = await _http.DeleteAsync(new Uri(DeclaredPath, UriKind.Relative));

        Assert.Equal(("greet:0/30 * * * *", true), (schedule.Text("id"), schedule["isDeclared"]!.GetValue<bool>()));
        await put.ProblemAsync("schedule-conflict");
        await deleted.ProblemAsync("schedule-conflict");
    }

    private async Task PutHourlyAsync() =>
        await (await PutAsync("""{"workflow":"greet","every":"1h","input":{"name":"Ada"}}""")).JsonAsync(HttpStatusCode.OK);

    private Task<HttpResponseMessage> PutAsync(string body) => _http.PutAsync(new Uri(Path, UriKind.Relative), HttpExtensions.Json(body));
}
