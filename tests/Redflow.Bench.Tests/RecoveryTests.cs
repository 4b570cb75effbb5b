using Redflow.Testing;
using Xunit;

namespace Redflow.Bench.Tests;

[Collection(RecoveryServer.Name)]
public sealed class RecoveryTests(GarnetServer server)
{
    [Fact]
    public async Task Recovery_measures_how_soon_all_runs_of_a_killed_worker_start_again()
    {
        using var rows = new RowsOf();

        var call = await BenchCall.MeasureAsync(server, "recovery", rows.Path);

        Assert.Equal((0, ""), (call.ExitCode, call.Error));
        Assert.Equal(["crash-short", "crash-default"], rows.Read().Select(row => row.GetProperty("metric").GetString()));
        Assert.All(rows.Read(), row => Assert.InRange(row.GetProperty("allMs").GetDouble(), row.GetProperty("firstMs").GetDouble(), row.GetProperty("limitMs").GetDouble()));
    }
}
