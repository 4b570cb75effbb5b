using Redflow.Testing;
using Xunit;

namespace Redflow.Bench.Tests;

/// <summary>Scenarios whose rows have a rate.</summary>
[Collection(RateServer.Name)]
public sealed class ThroughputTests(GarnetServer server)
{
    [Theory]
    [InlineData("emit", "emit")]
    [InlineData("bulk", "bulk, bulk4")]
    [InlineData("drain", "drain, drain-limited")]
    [InlineData("steps", "steps")]
    [InlineData("payload", "payload-emit-1KB, payload-drain-1KB")]
    public async Task Scenario_measures_rates(string scenario, string metrics)
    {
        using var rows = new RowsOf();

        var call = await BenchCall.MeasureAsync(server, scenario, rows.Path);

        Assert.Equal((0, ""), (call.ExitCode, call.Error));
        Assert.Equal(metrics.Split(", "), rows.Read().Select(row => row.GetProperty("metric").GetString()));
        Assert.All(rows.Read(), row => Assert.True(row.GetProperty("perSec").GetDouble() > 0));
    }
}
