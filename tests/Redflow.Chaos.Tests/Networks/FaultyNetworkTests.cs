using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Redflow.Testing;

namespace Redflow.Chaos.Tests.Networks;

/// <summary>A network between a client and a server that sends back what it gets.</summary>
public sealed class FaultyNetworkTests : IAsyncLifetime
{
    private readonly EchoServer _server = EchoServer.Start();
    private FaultyNetwork _network = null!;

    public Task InitializeAsync()
    {
        _network = FaultyNetwork.Start(_server.Port);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _network.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_is_said_arrives_both_ways()
    {
        using var client = await ConnectAsync();

        var reply = await AskAsync(client, "one");

        Assert.Equal("one", reply);
    }

    [Fact]
    public async Task A_cut_resets_connections_and_new_ones_are_taken()
    {
        using var client = await ConnectAsync();
        await AskAsync(client, "one");

        _network.Cut();

        await Assert.ThrowsAsync<IOException>(() => AskAsync(client, "two"));
        using var next = await ConnectAsync();
        Assert.Equal("three", await AskAsync(next, "three"));
    }

    [Fact]
    public async Task While_it_refuses_no_connection_lasts()
    {
        _network.Refuses = true;
        using var client = await ConnectAsync();

        await Assert.ThrowsAnyAsync<IOException>(() => AskAsync(client, "one"));

        _network.Refuses = false;
        using var next = await ConnectAsync();
        Assert.Equal("two", await AskAsync(next, "two"));
    }

    [Fact]
    public async Task A_connection_that_has_lost_a_reply_never_gets_another_one()
    {
        using var client = await ConnectAsync();
        _network.LosesReplies = true;
        await SayAsync(client, "lost!");
        await LostAsync("lost!");
        _network.LosesReplies = false;
        await SayAsync(client, "next!");
        await LostAsync("lost!next!");

        _network.Cut();

        await Assert.ThrowsAsync<IOException>(() => HearAsync(client, 5));
    }

    [Fact]
    public async Task A_delay_holds_up_both_directions_and_keeps_the_order()
    {
        using var client = await ConnectAsync();
        await AskAsync(client, "warm");
        var delay = TimeSpan.FromMilliseconds(50);
        _network.Delay = delay;
        var begun = Stopwatch.GetTimestamp();

        await SayAsync(client, "one");
        await SayAsync(client, "two");
        var reply = await HearAsync(client, 6);

        Assert.Equal("onetwo", reply);
        Assert.True(Stopwatch.GetElapsedTime(begun) >= delay + delay - TimeSpan.FromMilliseconds(2), $"After {Stopwatch.GetElapsedTime(begun)}.");
    }

    [Fact]
    public async Task Connections_made_after_a_move_go_to_the_other_server()
    {
        await using var other = EchoServer.Start();
        using var before = await ConnectAsync();
        await AskAsync(before, "one");

        _network.RouteTo(other.Port);

        using var after = await ConnectAsync();
        await AskAsync(after, "two");
        await AskAsync(before, "three");
        await other.HeardAsync("two");
        await _server.HeardAsync("onethree");
    }

    private Task LostAsync(string replies) => Wait.UntilAsync(() => Task.FromResult(_network.LostBytes == replies.Length), $"'{replies}' is lost");

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, _network.Port).WaitAsync(Wait.Limit);
        return client;
    }

    private static Task SayAsync(TcpClient client, string text) => client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask().Bounded();

    private static async Task<string> AskAsync(TcpClient client, string text)
    {
        await SayAsync(client, text);
        return await HearAsync(client, text.Length);
    }

    private static async Task<string> HearAsync(TcpClient client, int length)
    {
        var reply = new byte[length];
        await client.GetStream().ReadExactlyAsync(reply).AsTask().Bounded();
        return Encoding.ASCII.GetString(reply);
    }
}
