using System.Net;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Queues;

[Collection(ApiSuite.Name)]
public sealed class GetQueueTests(ApiFixture fixture)
{
    [Fact]
    public async Task Queue_tells_what_waits_in_it_for_how_long_and_who_serves_it()
    {
        await using var api = await OwnApi.StartAsync(fixture);
        await api.Client.PauseQueueAsync("default", "no paper");
        await api.Client.EmitWorkflowAsync<int, int>("work", 1);
        await api.Client.EmitWorkflowAsync<int, int>("work", 2);
        var worker = Assert.Single((await api.Client.ListWorkersAsync()).Workers);

        var queue = await (await api.Http.AskAsync("/api/v1/queues/default")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(
            ["name", "ready", "queued", "running", "oldestAge", "pause", "workerCount", "workers"], queue.AsObject().Select(member => member.Key));
        Assert.Equal((2, 0, 1), (queue["queued"]!.GetValue<long>(), queue["running"]!.GetValue<long>(), queue["workerCount"]!.GetValue<int>()));
        Assert.InRange(queue["ready"]!.GetValue<long>(), 1, 2);
        Assert.InRange(TimeSpan.Parse(queue.Text("oldestAge"), null), TimeSpan.Zero, Testing.Wait.Limit);
        Assert.Equal("no paper", queue["pause"]!.Text("reason"));
        Assert.Equal([worker.Id], queue["workers"]!.AsArray().Select(id => id!.GetValue<string>()));
    }

    [Fact]
    public async Task Queue_in_which_nothing_waits_has_no_age()
    {
        await using var api = await OwnApi.StartAsync(fixture);

        var queue = await (await api.Http.AskAsync("/api/v1/queues/default")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(0, queue["ready"]!.GetValue<long>());
        Assert.Null(queue["oldestAge"]);
        Assert.Null(queue["pause"]);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a%20b")]
    [InlineData("DEFAULT")]
    public async Task Unknown_queue_is_404_and_is_not_made_by_a_pause(string name)
    {
        await (await fixture.Http.SendJsonAsync($"/api/v1/queues/{name}/pause")).ProblemAsync("queue-not-found");
        await (await fixture.Http.SendJsonAsync($"/api/v1/queues/{name}/resume")).ProblemAsync("queue-not-found");
        await (await fixture.Http.AskAsync($"/api/v1/queues/{name}")).ProblemAsync("queue-not-found");
    }
}
