using System.Net;
using Redflow.Api.Tests.Hosting;
using Redflow.Runs;
using Redflow.Testing;

namespace Redflow.Api.Tests.Queues;

[Collection(ApiSuite.Name)]
public sealed class PauseQueueTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/queues/default";

    [Fact]
    public async Task Paused_queue_lets_nothing_start_until_it_is_resumed()
    {
        await using var api = await OwnApi.StartAsync(fixture);

        var paused = await (await api.Http.SendJsonAsync($"{Path}/pause", """{"reason":"no paper"}""")).JsonAsync(HttpStatusCode.OK);
        var handle = await api.Client.EmitWorkflowAsync<int, int>("work", 1);
        var waits = await api.Client.ExplainRunAsync(handle.Id);
        var resumed = await (await api.Http.SendJsonAsync($"{Path}/resume")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("no paper", paused["pause"]!.Text("reason"));
        Assert.IsType<WaitReason.QueuePaused>(waits);
        Assert.Null(resumed["pause"]);
        Assert.Equal(1, await handle.GetResultAsync(Wait.Limit));
    }

    [Fact]
    public async Task Pause_and_resume_may_be_sent_twice()
    {
        await using var api = await OwnApi.StartAsync(fixture);

        var first = await (await api.Http.SendJsonAsync($"{Path}/pause")).JsonAsync(HttpStatusCode.OK);
        var second = await (await api.Http.SendJsonAsync($"{Path}/pause", """{"reason":"two"}""")).JsonAsync(HttpStatusCode.OK);
        var third = await api.Http.SendJsonAsync($"{Path}/resume");
        var fourth = await api.Http.SendJsonAsync($"{Path}/resume");

        Assert.Equal((first["pause"]!.Text("since"), "two"), (second["pause"]!.Text("since"), second["pause"]!.Text("reason")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (third.StatusCode, fourth.StatusCode));
    }

    [Theory]
    [InlineData("""{"reason":5}""", "reason")]
    [InlineData("""{"raeson":"typo"}""", "raeson")]
    [InlineData("7", "$")]
    public async Task Body_that_is_no_reason_is_400_and_names_the_member(string body, string member)
    {
        var problem = await (await fixture.Http.SendJsonAsync($"{Path}/pause", body)).ProblemAsync("invalid-parameter");

        Assert.NotNull(problem["errors"]![member]);
    }
}
