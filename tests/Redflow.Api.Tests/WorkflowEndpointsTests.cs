using System.Net;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests;

[Collection(ApiSuite.Name)]
public sealed class WorkflowEndpointsTests(ApiFixture fixture)
{
    [Fact]
    public async Task Workflows_are_listed_by_name()
    {
        var list = await (await fixture.Http.AskAsync("/api/v1/workflows")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(
            [Samples.Decline, Samples.Echo, Samples.Gated, Samples.Greet],
            list["workflows"]!.AsArray().Select(workflow => workflow!.Text("name")));
    }

    [Fact]
    public async Task Workflow_is_shown_as_workers_have_registered_it()
    {
        var workflow = await (await fixture.Http.AskAsync($"/api/v1/workflows/{Samples.Greet}")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(
            [
                "name", "queue", "maxAttempts", "maxCrashes", "retention", "keepLast", "limits", "limitKey", "timeout", "expireAfter",
                "maxQueueLength", "aliasOf", "onSuccess", "onCanceled", "onFailure", "events", "pause", "inputSchema",
            ],
            workflow.AsObject().Select(member => member.Key));
        Assert.Equal("default", workflow.Text("queue"));
        Assert.Equal(3, workflow["maxAttempts"]!.GetValue<int>());
        Assert.Equal("7.00:00:00", workflow.Text("retention"));
        Assert.Equal("string", workflow["inputSchema"]!["properties"]!["name"]!.Text("type"));
    }

    [Theory]
    [InlineData("no-such-workflow")]
    [InlineData("a%20b")]
    [InlineData("GREET")]
    public async Task Unknown_workflow_is_404(string name)
    {
        await (await fixture.Http.AskAsync($"/api/v1/workflows/{name}")).ProblemAsync("unknown-workflow");
    }
}
