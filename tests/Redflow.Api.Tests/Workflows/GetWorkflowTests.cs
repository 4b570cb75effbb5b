using System.Net;
using Redflow.Api.Tests.Hosting;
using Redflow.Runs;

namespace Redflow.Api.Tests.Workflows;

[Collection(ApiSuite.Name)]
public sealed class GetWorkflowTests(ApiFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Workflow_is_shown_as_workers_have_registered_it()
    {
        var workflow = await (await _http.AskAsync($"/api/v1/workflows/{Samples.Greet}")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(
            [
                "name", "queue", "maxAttempts", "maxCrashes", "retention", "keepLast", "limits", "registeredLimits", "limitKey", "timeout", "expireAfter",
                "maxQueueLength", "aliasOf", "onSuccess", "onCanceled", "onFailure", "events", "pause", "runs", "lastHour", "inputSchema",
            ],
            workflow.AsObject().Select(member => member.Key));
        Assert.Equal("default", workflow.Text("queue"));
        Assert.Equal(3, workflow["maxAttempts"]!.GetValue<int>());
        Assert.Equal("7.00:00:00", workflow.Text("retention"));
        Assert.Equal("string", workflow["inputSchema"]!["properties"]!["name"]!.Text("type"));
    }

    [Fact]
    public async Task Workflow_tells_how_many_runs_are_in_each_status_and_how_they_went()
    {
        await _http.EndAsync(await _http.EmitAsync(Samples.Decline, "\"order-6\""));

        var workflow = await (await _http.AskAsync($"/api/v1/workflows/{Samples.Decline}")).JsonAsync(HttpStatusCode.OK);

        var (runs, hour) = (workflow["runs"]!, workflow["lastHour"]!);
        Assert.Equal(RunStatuses.All.Select(status => status.ToWord()), runs.AsObject().Select(count => count.Key));
        Assert.InRange(runs["failed"]!.GetValue<long>(), 1, long.MaxValue);
        Assert.Equal(
            ["started", "succeeded", "failed", "canceled", "retries", "successRate", "averageStartLatency", "averageDuration"],
            hour.AsObject().Select(member => member.Key));
        Assert.InRange(hour["failed"]!.GetValue<long>(), 1, long.MaxValue);
        Assert.Equal((0, 0), (hour["succeeded"]!.GetValue<long>(), hour["successRate"]!.GetValue<double>()));
        Assert.True(TimeSpan.TryParse(hour.Text("averageDuration"), null, out _));
    }

    [Theory]
    [InlineData("no-such-workflow")]
    [InlineData("a%20b")]
    [InlineData("GREET")]
    public async Task Unknown_workflow_is_404(string name)
    {
        await (await _http.AskAsync($"/api/v1/workflows/{name}")).ProblemAsync("unknown-workflow");
        await (await _http.SendJsonAsync($"/api/v1/workflows/{name}/pause")).ProblemAsync("unknown-workflow");
        await (await _http.SendJsonAsync($"/api/v1/workflows/{name}/resume")).ProblemAsync("unknown-workflow");
        await (await _http.PutJsonAsync($"/api/v1/workflows/{name}/limits", "{}")).ProblemAsync("unknown-workflow");
    }
}
