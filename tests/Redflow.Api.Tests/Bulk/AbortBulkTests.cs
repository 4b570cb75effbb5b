using System.Net;
using Redflow.Api.Tests.Hosting;
using Redflow.Bulk;

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

    [Theory]
    [InlineData("0123456789abcdefghjkm00")]
    [InlineData("nonsense")]
    public async Task Unknown_operation_is_404(string id) => await (await _http.SendJsonAsync($"/api/v1/bulk/{id}/abort")).ProblemAsync("bulk-not-found");
}
