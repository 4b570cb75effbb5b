using System.Net;
using Redflow.Api.Tests.Hosting;
using Redflow.Limits;

namespace Redflow.Api.Tests.Workflows;

[Collection(ApiSuite.Name)]
public sealed class SetLimitsTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/workflows/work/limits";

    [Fact]
    public async Task Limits_are_set_all_together_and_those_that_are_left_out_end()
    {
        await using var api = await OwnApi.StartAsync(fixture);

        var all = await (await api.Http.PutJsonAsync(
            Path, """{"maxConcurrency":10,"maxConcurrencyPerKey":2,"rate":{"count":100,"period":"1m","perKey":true}}""")).JsonAsync(HttpStatusCode.OK);
        var stored = (await api.Client.GetWorkflowMetaAsync("work")).Limits;
        var none = await (await api.Http.PutJsonAsync(Path, "{}")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(new WorkflowLimits { MaxConcurrency = 10, MaxConcurrencyPerKey = 2, Rate = new(100, TimeSpan.FromMinutes(1), PerKey: true) }, stored);
        Assert.Equal(
            """{"maxConcurrency":10,"maxConcurrencyPerKey":2,"rate":{"count":100,"period":"00:01:00","perKey":true}}""", all["limits"]!.ToJsonString());
        Assert.Equal("""{"maxConcurrency":null,"maxConcurrencyPerKey":null,"rate":null}""", none["limits"]!.ToJsonString());
    }

    [Fact]
    public async Task What_workers_have_registered_is_told_as_long_as_other_limits_hold()
    {
        await using var api = await OwnApi.StartAsync(fixture, options => options.MaxConcurrency = 3);
        const string Registered = """{"maxConcurrency":3,"maxConcurrencyPerKey":null,"rate":null}""";

        var before = await (await api.Http.AskAsync("/api/v1/workflows/work")).JsonAsync(HttpStatusCode.OK);
        var changed = await (await api.Http.PutJsonAsync(Path, """{"maxConcurrency":10}""")).JsonAsync(HttpStatusCode.OK);
        var listed = await (await api.Http.AskAsync("/api/v1/workflows")).JsonAsync(HttpStatusCode.OK);
        var restored = await (await api.Http.PutJsonAsync(Path, Registered)).JsonAsync(HttpStatusCode.OK);

        Assert.Null(before["registeredLimits"]);
        Assert.Equal(Registered, changed["registeredLimits"]!.ToJsonString());
        Assert.Equal(Registered, listed["workflows"]!.AsArray().Single(row => row!.Text("name") == "work")!["registeredLimits"]!.ToJsonString());
        Assert.Null(restored["registeredLimits"]);
        Assert.True(restored.AsObject().ContainsKey("registeredLimits"));
    }

    [Theory]
    [InlineData("""{"maxConcurrency":0}""", "maxConcurrency")]
    [InlineData("""{"maxConcurrency":1000001,"maxConcurrencyPerKey":-1}""", "maxConcurrency", "maxConcurrencyPerKey")]
    [InlineData("""{"maxConcurrency":"5"}""", "maxConcurrency")]
    [InlineData("""{"maxConcurrency":99999999999}""", "maxConcurrency")]
    [InlineData("""{"rate":{}}""", "rate.count", "rate.period")]
    [InlineData("""{"rate":{"count":10001,"period":"8d"}}""", "rate.count", "rate.period")]
    [InlineData("""{"rate":{"count":1,"period":"0s"}}""", "rate.period")]
    [InlineData("""{"rate":{"count":1,"period":60}}""", "rate.period")]
    [InlineData("""{"rate":{"count":1,"period":"1m","per":"key"}}""", "rate.per")]
    [InlineData("""{"rate":7}""", "rate")]
    [InlineData("""{"limit":7}""", "limit")]
    [InlineData("[]", "$")]
    [InlineData("null", "$")]
    [InlineData(null, "$")]
    public async Task Limits_that_can_not_be_are_400_and_name_each_member(string? body, params string[] members)
    {
        var problem = await (await fixture.Http.PutJsonAsync($"/api/v1/workflows/{Samples.Gated}/limits", body)).ProblemAsync("invalid-parameter");

        Assert.Equal(members.Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }
}
