using System.Net;
using Redflow.Api.Tests.Hosting;
using Redflow.Runs;
using Redflow.Testing;

namespace Redflow.Api.Tests;

/// <summary>Pauses of a workflow and of a queue: the same requests, under either.</summary>
[Collection(ApiSuite.Name)]
public sealed class PauseTests(ApiFixture fixture)
{
    private const string Workflow = "/api/v1/workflows/work";
    private const string Queue = "/api/v1/queues/default";

    [Theory]
    [InlineData(Workflow, typeof(WaitReason.WorkflowPaused), """{"reason":"no paper"}""", "no paper")]
    [InlineData(Workflow, typeof(WaitReason.WorkflowPaused), "{}", null)]
    [InlineData(Workflow, typeof(WaitReason.WorkflowPaused), null, null)]
    [InlineData(Queue, typeof(WaitReason.QueuePaused), """{"reason":"no paper"}""", "no paper")]
    [InlineData(Queue, typeof(WaitReason.QueuePaused), null, null)]
    public async Task Paused_nothing_starts_until_it_is_resumed(string path, Type waitsFor, string? body, string? reason)
    {
        await using var api = await OwnApi.StartAsync(fixture);

        var paused = await (await api.Http.SendJsonAsync($"{path}/pause", body)).JsonAsync(HttpStatusCode.OK);
        var handle = await api.Client.EmitWorkflowAsync<int, int>("work", 1);
        var waits = await api.Client.ExplainRunAsync(handle.Id);
        var resumed = await (await api.Http.SendJsonAsync($"{path}/resume")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(reason, paused["pause"]!["reason"]?.GetValue<string>());
        Assert.NotEmpty(paused["pause"]!.Text("since"));
        Assert.IsType(waitsFor, waits);
        Assert.Null(resumed["pause"]);
        Assert.Equal(1, await handle.GetResultAsync(Wait.Limit));
    }

    [Theory]
    [InlineData(Workflow)]
    [InlineData(Queue)]
    public async Task Pause_and_resume_may_be_sent_twice(string path)
    {
        await using var api = await OwnApi.StartAsync(fixture);

        var first = await (await api.Http.SendJsonAsync($"{path}/pause", """{"reason":"one"}""")).JsonAsync(HttpStatusCode.OK);
        var second = await (await api.Http.SendJsonAsync($"{path}/pause", """{"reason":"two"}""")).JsonAsync(HttpStatusCode.OK);
        var third = await api.Http.SendJsonAsync($"{path}/resume");
        var fourth = await api.Http.SendJsonAsync($"{path}/resume");

        Assert.Equal((first["pause"]!.Text("since"), "two"), (second["pause"]!.Text("since"), second["pause"]!.Text("reason")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (third.StatusCode, fourth.StatusCode));
    }
}
