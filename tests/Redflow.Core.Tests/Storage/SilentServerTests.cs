using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Storage;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>A server that takes connections and says nothing, as one that hangs, or a host that dies while a client connects.</summary>
public sealed class SilentServerTests(GarnetServer server) : IClassFixture<GarnetServer>
{
    [Fact]
    public async Task A_connection_that_nobody_answers_is_given_up_for_one_that_is_answered()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var network = FaultyNetwork.Start(((IPEndPoint)silent.LocalEndpoint).Port);
        await using var opened = StoreFactory.Open($"127.0.0.1:{network.Port}", new() { Prefix = $"test-{Guid.NewGuid():N}" }, TimeProvider.System);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => opened.Store.GetStatsAsync());

        network.RouteTo(server.Port);

        await Wait.UntilAsync(async () => await Record.ExceptionAsync(() => opened.Store.GetStatsAsync()) is null, "the store answers");
    }

    [Fact]
    public async Task A_hosts_connection_has_the_same_defaults()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["ConnectionStrings:redis"] = $"127.0.0.1:{server.Port}";
        builder.AddRedflowClient("redis");
        using var host = builder.Build();

        await host.StartAsync().Bounded();

        var options = ConfigurationOptions.Parse(host.Services.GetRequiredService<IConnectionMultiplexer>().Configuration);
        Assert.Equal((5, false), (options.KeepAlive, options.AbortOnConnectFail));
        await host.StopAsync().Bounded();
    }
}
