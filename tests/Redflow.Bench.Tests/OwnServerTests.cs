using System.Net.Sockets;
using Redflow.Bench.Options;
using Redflow.Bench.Scenarios;
using Redflow.Bench.Servers;
using Redflow.Testing;
using Xunit;

namespace Redflow.Bench.Tests;

public sealed class OwnServerTests
{
    [Fact]
    public async Task Call_that_names_no_server_starts_one_and_ends_it()
    {
        var (address, answered) = ("", false);
        var options = new BenchOptions { Scenarios = [new("look", LookAsync)] };

        var call = await BenchCall.MakeAsync(options);

        Assert.Equal(0, call.ExitCode);
        Assert.True(answered);
        using var client = new TcpClient();
        var (host, port) = (address.Split(':')[0], int.Parse(address.Split(':')[1], null));
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(host, port));

        async Task LookAsync(Measurement measurement)
        {
            address = measurement.Server.ConnectionString.Split(',')[0];
            answered = await measurement.Server.Database.PingAsync() > TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task Server_that_ends_instead_of_starting_is_told_at_once_with_what_it_wrote()
    {
        await using var server = ServerProcess.Start(new("sh", static (_, _) => ["-c", "echo Out of luck.; exit 3"]));

        var exception = await Assert.ThrowsAsync<BenchException>(() => server.ListensAsync().Bounded());

        Assert.Equal("sh has ended with exit code 3 instead of starting: Out of luck.", exception.Message);
    }
}
