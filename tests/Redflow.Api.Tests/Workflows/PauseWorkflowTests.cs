using System.Net;
using Redflow.Api.Tests.Hosting;
using Redflow.Runs;

namespace Redflow.Api.Tests.Workflows;

[Collection(ApiSuite.Name)]
public sealed class PauseWorkflowTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/workflows/work";

    [Theory]
    [InlineData("""{"reason":"no paper"}""", "no paper")]
    [InlineData("{}", null)]
    [InlineData(null, null)]
    public async Task Workflow_is_paused_for_a_reason_and_resumed(string? body, string? reason)
    {
        await using var api = await OwnApi.StartAsync(fixture);

        var paused = await (await api.Http.SendJsonAsync($"{Path}/pause", body)).JsonAsync(HttpStatusCode.OK);
        var handle = await api.Client.EmitWorkflowAsync<int, int>("work", 1);
        var waits = await api.Client.ExplainRunAsync(handle.Id);
        var resumed = await (await api.Http.SendJsonAsync($"{Path}/resume")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(reason, paused["pause"]!["reason"]?.GetValue<string>());
        Assert.NotEmpty(paused["pause"]!.Text("since"));
        Assert.IsType<WaitReason.WorkflowPaused>(waits);
        Assert.Null(resumed["pause"]);
        Assert.Equal(1, await handle.GetResultAsync(Testing.Wait.Limit));
    }

    [Fact]
    public async Task Pause_and_resume_may_be_sent_twice()
    {
        await using var api = await OwnApi.StartAsync(fixture);

        var first = await (await api.Http.SendJsonAsync($"{Path}/pause", """{"reason":"one"}""")).JsonAsync(HttpStatusCode.OK);
        var second = await (await api.Http.SendJsonAsync($"{Path}/pause", """{"reason":"two"}""")).JsonAsync(HttpStatusCode.OK);
        var third = await api.Http.SendJsonAsync($"{Path}/resume");
        var fourth = await api.Http.SendJsonAsync($"{Path}/resume");

        Assert.Equal((first["pause"]!.Text("since"), "two"), (second["pause"]!.Text("since"), second["pause"]!.Text("reason")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (third.StatusCode, fourth.StatusCode));
    }

    [Theory]
    [InlineData("""{"reason":5}""", "reason")]
    [InlineData("""{"raeson":"typo"}""", "raeson")]
    [InlineData("[]", "$")]
    public async Task Body_that_is_no_reason_is_400_and_names_the_member(string body, string member)
    {
        var problem = await (await fixture.Http.SendJsonAsync($"/api/v1/workflows/{Samples.Greet}/pause", body)).ProblemAsync("invalid-parameter");

        Assert.NotNull(problem["errors"]![member]);
    }

    [Fact]
    public async Task Reason_that_is_too_long_is_400()
    {
        var body = $$"""{"reason":"{{new string('x', 1_025)}}"}""";

        var problem = await (await fixture.Http.SendJsonAsync($"/api/v1/workflows/{Samples.Greet}/pause", body)).ProblemAsync("invalid-parameter");

        Assert.NotNull(problem["errors"]!["reason"]);
    }
}
