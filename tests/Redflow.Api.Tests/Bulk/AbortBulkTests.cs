using System.Net;
using Redflow.Api.Tests.Hosting;
using Redflow.Bulk;
using Redflow.Client;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Workflows;

namespace Redflow.Api.Tests.Bulk;

[Collection(TrialSuite.Name)]
public sealed class AbortBulkTests(TrialFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Operation_that_has_not_begun_is_stopped_with_the_reason()
    {
        var request = new BulkRequest(BulkOperation.Delete, new() { Tag = "nobody" });
        var id = (await fixture.Client.EmitWorkflowAsync<BulkRequest, BulkResult>("redflow.bulk", request, new() { Delay = TimeSpan.FromDays(1) })).Id;

        var reply = await (await _http.SendJsonAsync($"/api/v1/bulk/{id}/abort", """{"reason":"enough"}""")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("canceled", reply.Text("result"));
        Assert.Equal(("canceled", "enough"), (reply["operation"]!.Text("status"), reply["operation"]!.Text("abortReason")));
    }

    [Fact]
    public async Task Operation_that_has_ended_stays_as_it_is()
    {
        var started = await (await _http.SendJsonAsync("/api/v1/bulk", """{"operation":"delete","filter":{"tag":"nobody"}}""")).JsonAsync(HttpStatusCode.Accepted);
        await _http.EndAsync(started.Text("id"));

        var reply = await (await _http.SendJsonAsync($"/api/v1/bulk/{started.Text("id")}/abort")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(("alreadyFinished", "succeeded"), (reply.Text("result"), reply["operation"]!.Text("status")));
    }

    [Fact]
    public async Task Operation_that_is_in_the_middle_of_a_page_is_told_and_what_it_has_done_counts()
    {
        var prefix = $"test-{Guid.NewGuid():N}";
        var canary = new Canary();
        var (store, gate) = StoreGate.Before(fixture.Redis.OpenStore(prefix), nameof(IRedflowStore.CancelAsync), call: 250);
        await using var worker = await WorkerHost.StartAsync(
            new GivenStore(store), prefix, redflow => canary.AddTo(redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input)))).Bounded();
        await using var api = await ApiServer.StartAsync(fixture.Redis, prefix);
        var delays = new EmitOptions { Delay = TimeSpan.FromDays(1) };
        await worker.Client.EmitManyAsync(new WorkflowRef<int, int>("work"), [.. Enumerable.Range(0, 500)], _ => delays).Bounded();
        var started = await (await api.Http.SendJsonAsync("/api/v1/bulk", """{"operation":"cancel","filter":{"workflow":"work"}}""")).JsonAsync(HttpStatusCode.Accepted);
        await gate.Reached.Bounded();

        var response = await api.Http.SendJsonAsync($"/api/v1/bulk/{started.Text("id")}/abort", """{"reason":"enough"}""");

        var reply = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(("requested", "running"), (reply.Text("result"), reply["operation"]!.Text("status")));
        Assert.Equal($"/api/v1/bulk/{started.Text("id")}", response.Headers.Location?.ToString());
        await canary.SingAsync(worker.Client);
        gate.Open();
        await (await api.Http.AskAsync($"/api/v1/runs/{started.Text("id")}/result?wait=20s")).ProblemAsync("run-canceled");
        var ended = await (await api.Http.AskAsync($"/api/v1/bulk/{started.Text("id")}")).JsonAsync(HttpStatusCode.OK);
        var canceled = await worker.Client.CountRunsAsync(new() { Workflow = "work", Status = Redflow.Runs.RunStatus.Canceled }).Bounded();
        Assert.Equal(("canceled", "enough", canceled), (ended.Text("status"), ended.Text("abortReason"), ended["changed"]!.GetValue<long>()));
        Assert.InRange(canceled, 201, 499);
    }

    [Theory]
    [InlineData("0123456789abcdefghjkm00")]
    [InlineData("nonsense")]
    public async Task Unknown_operation_is_404(string id) => await (await _http.SendJsonAsync($"/api/v1/bulk/{id}/abort")).ProblemAsync("bulk-not-found");
}
