using Redflow.Testing;
using Xunit;

namespace Redflow.Bench.Tests;

/// <summary>Scenarios whose rows tell how long something takes.</summary>
[Collection(LatencyServer.Name)]
public sealed class LatencyTests(GarnetServer server)
{
    [Theory]
    [InlineData("idle", "toStart, toResult")]
    [InlineData("load", "toStart, toResult")]
    [InlineData("delayed", "late")]
    public async Task Scenario_measures_distributions(string scenario, string distributions)
    {
        using var rows = new RowsOf();

        var call = await BenchCall.MeasureAsync(server, scenario, rows.Path);

        Assert.Equal((0, ""), (call.ExitCode, call.Error));
        var row = Assert.Single(rows.Read());
        Assert.Equal(scenario, row.GetProperty("metric").GetString());
        Assert.All(distributions.Split(", "), distribution => Assert.Equal(10, row.GetProperty(distribution).GetProperty("n").GetInt32()));
    }

    [Fact]
    public async Task Memory_measures_the_hashes_of_runs()
    {
        using var rows = new RowsOf();

        var call = await BenchCall.MeasureAsync(server, "memory", rows.Path);

        Assert.Equal((0, ""), (call.ExitCode, call.Error));
        Assert.Equal(["memory-noop", "memory-steps"], rows.Read().Select(row => row.GetProperty("metric").GetString()));
        Assert.All(rows.Read(), row => Assert.True(row.GetProperty("runHashBytes").GetDouble() > 0));
    }
}
