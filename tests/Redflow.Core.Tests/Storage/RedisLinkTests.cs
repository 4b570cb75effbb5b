using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>A connection that the client library does not restore, though the server answers others.</summary>
#pragma warning disable CA1001 // xunit disposes of it as an IAsyncLifetime.
public sealed class RedisLinkTests : IClassFixture<GarnetServer>, IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly GarnetServer _server;
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly StuckConnection _given;
    private readonly RedisLink _link;
    private readonly RedisRoute _route;
    private readonly RedisCaller _caller;

    public RedisLinkTests(GarnetServer server)
    {
        _server = server;
        _given = new(server.Multiplexer);
        _link = new(_given.Multiplexer);
        _route = new(_link, $"{{test-{Guid.NewGuid():N}}}", _time);
        _caller = new(_route, () => Task.CompletedTask, new(new(manualTime: false)), TimeProvider.System);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _link.DisposeAsync();

    [Fact]
    public async Task A_connection_on_which_nothing_is_answered_for_its_patience_is_replaced()
    {
        _given.IsStuck = true;
        await FailAsync();
        _time.Advance(RedisRoute.Patience);
        await FailAsync();

        await Wait.UntilAsync(AnswersAsync, "another connection answers");

        Assert.NotSame(_given.Multiplexer, _link.Multiplexer);
        Assert.Equal(_given.Multiplexer.GetDatabase().Database, _link.Database.Database);
    }

    [Fact]
    public async Task One_that_answered_meanwhile_is_kept()
    {
        _given.IsStuck = true;
        await FailAsync();
        _given.IsStuck = false;
        Assert.True(await AnswersAsync());
        _time.Advance(RedisRoute.Patience * 2);

        _given.IsStuck = true;
        await FailAsync();
        _time.Advance(RedisRoute.Patience - TimeSpan.FromMilliseconds(1));
        await FailAsync();
        _given.IsStuck = false;

        Assert.True(await AnswersAsync());
        Assert.Same(_given.Multiplexer, _link.Multiplexer);
    }

    [Fact]
    public async Task One_that_answers_with_an_error_is_kept()
    {
        for (var i = 0; i < 3; i++)
        {
            var failure = await Record.ExceptionAsync(() => _caller.CallAsync("fail", database => database.ExecuteAsync("NONSENSE")));
            Assert.IsType<RedisServerException>(failure);
            _time.Advance(RedisRoute.Patience);
        }

        Assert.Same(_given.Multiplexer, _link.Multiplexer);
    }

    [Fact]
    public async Task Channels_are_heard_on_the_connection_that_replaces_it_and_those_that_were_left_are_not()
    {
        var (channel, left) = (NewChannel(), NewChannel());
        var (heard, heardOfLeft) = (new TaskCompletionSource<string>(), 0);
        void Hear(RedisChannel _, RedisValue message) => heard.TrySetResult(message!);
        void HearOfLeft(RedisChannel _, RedisValue message) => heardOfLeft++;
        await _link.SubscribeAsync(channel, Hear);
        await _link.SubscribeAsync(left, HearOfLeft);
        await _link.UnsubscribeAsync(left, HearOfLeft);

        await ReplaceAsync();
        // As a stuck connection would be: deaf.
        var subscriber = _server.Multiplexer.GetSubscriber();
        await subscriber.UnsubscribeAsync(channel);
        await subscriber.PublishAsync(left, "nobody");
        await subscriber.PublishAsync(channel, "hello");

        Assert.Equal("hello", await heard.Task.Bounded());
        Assert.Equal(0, heardOfLeft);
    }

    [Fact]
    public async Task A_connection_of_its_own_is_replaced_too_and_closed()
    {
        await ReplaceAsync();
        var first = _link.Multiplexer;

        await ReplaceAsync();

        Assert.True(await AnswersAsync());
        Assert.NotSame(first, _link.Multiplexer);
        Assert.False(first.IsConnected);
    }

    [Fact]
    public async Task One_is_kept_while_no_server_answers()
    {
        await using var network = FaultyNetwork.Start(_server.Port);
        using var given = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{network.Port}");
        await using var link = new RedisLink(given);
        network.Refuses = true;

        await link.ReplaceAsync(link.Database, _route.Key).Bounded();

        Assert.Same(given, link.Multiplexer);
    }

    [Fact]
    public async Task The_given_connection_stays_its_owners()
    {
        await ReplaceAsync();
        var own = _link.Multiplexer;

        await _link.DisposeAsync();

        Assert.False(own.IsConnected);
        Assert.True(_server.Multiplexer.IsConnected);
    }

    private static RedisChannel NewChannel() => RedisKeys.Channel($"test-{Guid.NewGuid():N}");

    private Task ReplaceAsync() => _link.ReplaceAsync(_link.Database, _route.Key).Bounded();

    private async Task FailAsync() => await Assert.ThrowsAsync<StoreUnavailableException>(AskAsync);

    private async Task<bool> AnswersAsync() => await Record.ExceptionAsync(AskAsync) is null;

    private Task AskAsync() => _caller.EvaluateOnceAsync(Scripts.FindRuns, [1, "nobody"]);
}
