using Redflow.Bench.Options;
using Redflow.Bench.Scenarios;
using Redflow.Testing;
using Xunit;

namespace Redflow.Bench.Tests;

[Collection(LatencyServer.Name)]
public sealed class StreamsTests(GarnetServer server)
{
    [Fact]
    public async Task Readers_of_event_streams_are_told_of_the_changes_and_the_Api_is_watched()
    {
        using var rows = new RowsOf();

        var call = await BenchCall.MakeAsync(new BenchOptions
        {
            Scenarios = [ScenarioList.Get("streams")],
            Redis = $"127.0.0.1:{server.Port}",
            Json = rows.Path,
            Readers = 20,
            Seconds = 2,
        });

        Assert.Equal((0, ""), (call.ExitCode, call.Error));
        var streams = Assert.Single(rows.Read()).GetProperty("streams");
        Assert.InRange(streams.GetProperty("changesPerSec").GetDouble(), 100, 1_200);
        Assert.Equal((20, 0), (streams.GetProperty("readers").GetInt32(), streams.GetProperty("missed").GetInt32()));
        Assert.Equal(5, streams.GetProperty("apiMedians").GetArrayLength());
        Assert.InRange(streams.GetProperty("apiBefore").GetInt64(), 1, streams.GetProperty("apiPeak").GetInt64());
    }
}
