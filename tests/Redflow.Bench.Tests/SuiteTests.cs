using Redflow.Bench.Options;
using Redflow.Bench.Scenarios;
using Redflow.Testing;
using Xunit;

namespace Redflow.Bench.Tests;

[Collection(RateServer.Name)]
public sealed class SuiteTests(GarnetServer server)
{
    [Fact]
    public async Task Server_that_holds_keys_is_refused_and_left_alone()
    {
        await server.Multiplexer.GetDatabase().StringSetAsync("theirs", "precious");

        var call = await BenchCall.MakeAsync("emit", "--redis", $"127.0.0.1:{server.Port}");

        Assert.Equal(BenchCommand.BadOptions, call.ExitCode);
        Assert.Contains("holds 1 keys", call.Error, StringComparison.Ordinal);
        Assert.True(await server.Multiplexer.GetDatabase().KeyDeleteAsync("theirs"));
    }

    [Fact]
    public async Task Server_that_was_given_is_empty_when_the_bench_has_ended()
    {
        var options = new BenchOptions { Scenarios = [new("litter", measurement => measurement.Server.Database.StringSetAsync("left", "over"))], Redis = $"127.0.0.1:{server.Port}" };

        var call = await BenchCall.MakeAsync(options);

        Assert.Equal(0, call.ExitCode);
        Assert.Empty(await server.KeyspaceAsync());
    }

    [Fact]
    public async Task Scenario_that_fails_leaves_its_error_and_the_others_are_measured()
    {
        using var rows = new RowsOf();
        var options = new BenchOptions
        {
            Scenarios = [new("broken", _ => throw new BenchException("Out of luck.")), new("fine", AddRowAsync)],
            Redis = $"127.0.0.1:{server.Port}",
            Json = rows.Path,
        };

        var call = await BenchCall.MakeAsync(options);

        Assert.Equal(1, call.ExitCode);
        Assert.Equal(["broken", "fine"], rows.Read().Select(row => row.GetProperty("metric").GetString()));
        Assert.Equal("Out of luck.", rows.Read()[0].GetProperty("error").GetString());
    }

    [Fact]
    public async Task Rows_say_what_was_measured_in_which_round()
    {
        using var rows = new RowsOf();
        var options = new BenchOptions
        {
            Scenarios = [new("fine", AddRowAsync)],
            Redis = $"127.0.0.1:{server.Port}",
            Rounds = 2,
            Json = rows.Path,
        };

        await BenchCall.MakeAsync(options);

        Assert.Equal([1, 2], rows.Read().Select(row => row.GetProperty("run").GetInt32()));
        Assert.All(rows.Read(), row => Assert.Equal("redflow (garnet)", row.GetProperty("peer").GetString()));
        Assert.All(rows.Read(), row => Assert.StartsWith("Garnet ", row.GetProperty("packages").GetProperty("redis").GetString(), StringComparison.Ordinal));
    }

    private static Task AddRowAsync(Measurement measurement)
    {
        measurement.Add(measurement.NewRow("fine"));
        return Task.CompletedTask;
    }
}
