using Redflow.Testing;
using Xunit;

namespace Redflow.Bench.Tests;

[Collection(RateServer.Name)]
public sealed class GrowthTests(GarnetServer server)
{
    [Fact]
    public async Task Growth_measures_emits_claims_and_workers()
    {
        using var rows = new RowsOf();

        var call = await BenchCall.MeasureAsync(server, "growth", rows.Path);

        Assert.Equal((0, ""), (call.ExitCode, call.Error));
        Assert.Equal(
            ["growth-emit-backlog-10", "growth-claim-backlog-10", "growth-emit-limited-1", "growth-claim-limited-1", "growth-drain-workers-1"],
            rows.Read().Select(row => row.GetProperty("metric").GetString()));
        Assert.All(rows.Read(), row => Assert.True(row.GetProperty("perSec").GetDouble() > 0));
    }

    [Fact]
    public async Task Limits_measure_what_a_round_trip_takes()
    {
        using var rows = new RowsOf();

        var call = await BenchCall.MeasureAsync(server, "limits", rows.Path);

        Assert.Equal((0, ""), (call.ExitCode, call.Error));
        Assert.Equal(12, rows.Read().Count);
        Assert.All(rows.Read(), row => Assert.True(row.GetProperty("rtt").GetProperty("p50").GetDouble() > 0));
    }
}
