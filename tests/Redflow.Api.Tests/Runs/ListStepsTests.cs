using System.Net;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(ApiSuite.Name)]
public sealed class ListStepsTests(ApiFixture fixture)
{
    [Fact]
    public async Task Steps_are_listed_in_the_order_in_which_the_handler_reached_them()
    {
        var id = await fixture.Http.EmitAsync(Samples.Decline, "\"order-2\"");
        await fixture.Http.EndAsync(id);

        var steps = (await (await fixture.Http.AskAsync($"/api/v1/runs/{id}/steps")).JsonAsync(HttpStatusCode.OK))["steps"]!.AsArray();

        Assert.Equal(["reserve", "charge"], steps.Select(step => step!.Text("name")));
        Assert.Equal(["succeeded", "failed"], steps.Select(step => step!.Text("status")));
        Assert.Equal(7, steps[0]!["output"]!.GetValue<int>());
        Assert.Null(steps[0]!["error"]);
        Assert.Equal("The card was declined.", steps[1]!["error"]!.Text("message"));
    }

    [Fact]
    public async Task Run_that_has_not_begun_has_no_steps()
    {
        var id = await fixture.Http.EmitAsync(Samples.Greet, """{"name":"Ada"}""", "?delay=1d");

        var steps = await (await fixture.Http.AskAsync($"/api/v1/runs/{id}/steps")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("""{"steps":[]}""", steps.ToJsonString());
    }
}
