using System.Net;
using Redflow.Api.Tests.Hosting;
using Redflow.Runs;

namespace Redflow.Api.Tests.Stats;

[Collection(ApiSuite.Name)]
public sealed class GetStatsTests(ApiFixture fixture)
{
    [Fact]
    public async Task Runs_are_counted_by_status_and_by_workflow()
    {
        await fixture.Http.EmitAsync(Samples.Greet, """{"name":"Ada"}""", "?delay=3d");

        var stats = await (await fixture.Http.AskAsync("/api/v1/stats")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(["runs", "workflows", "queues", "workers"], stats.AsObject().Select(member => member.Key));
        Assert.Equal(RunStatuses.All.Select(status => status.ToWord()), stats["runs"]!.AsObject().Select(count => count.Key));
        Assert.InRange(stats["runs"]!["scheduled"]!.GetValue<long>(), 1, long.MaxValue);
        Assert.InRange(stats["workflows"]![Samples.Greet]!["scheduled"]!.GetValue<long>(), 1, long.MaxValue);
        Assert.Equal(1, stats["workers"]!.GetValue<long>());
    }
}
