using Microsoft.Extensions.Hosting;

namespace Redflow.StandIns.Tests.Redis;

public class RedisConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public async Task Keyed_clients_talk_to_their_own_servers()
    {
        using var first = await RedisServerProcess.StartOrSkipAsync();
        using var second = await RedisServerProcess.StartOrSkipAsync();
        using var host = new RedisHost(
            builder =>
            {
                builder.AddKeyedRedisClient("first");
                builder.AddKeyedRedisClient("second");
            },
            ("ConnectionStrings:first", first.ConnectionString),
            ("ConnectionStrings:second", second.ConnectionString));

        await host.Keyed("first").GetDatabase().StringSetAsync("key", "value").WaitAsync(Patience);

        Assert.True(await host.Keyed("first").GetDatabase().KeyExistsAsync("key").WaitAsync(Patience));
        Assert.False(await host.Keyed("second").GetDatabase().KeyExistsAsync("key").WaitAsync(Patience));
    }

    [SkippableFact]
    public async Task Loss_and_return_of_the_server_are_logged()
    {
        using var server = await RedisServerProcess.StartOrSkipAsync();
        using var host = new RedisHost(builder => builder.AddRedisClient("redis"), ("ConnectionStrings:redis", server.ConnectionString));
        await host.Multiplexer.GetDatabase().PingAsync().WaitAsync(Patience);

        server.Kill();
        await host.Logs.UntilAsync($"Error: Connection to Redis at 127.0.0.1:{server.Port} failed (Interactive)");
        await server.StartAsync();
        await host.Logs.UntilAsync($"Information: Connection to Redis at 127.0.0.1:{server.Port} restored (Interactive)");
    }

    [SkippableTheory]
    [InlineData("right")]
    [InlineData("wrong")]
    public async Task Password_is_in_no_log_and_no_error(string offered)
    {
        using var server = await RedisServerProcess.StartOrSkipAsync("s3cret-right");
        using var host = new RedisHost(
            builder => builder.AddRedisClient("redis"), ("ConnectionStrings:redis", $"127.0.0.1:{server.Port},password=s3cret-{offered}"));

        var health = (await host.CheckHealthAsync()).Entries["StackExchange.Redis"];
        server.Kill();
        await host.Logs.UntilAsync("Redis at");
        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.Multiplexer.GetDatabase().PingAsync().WaitAsync(Patience));

        Assert.DoesNotContain("s3cret", $"{host.Logs.Text} {health.Exception} {health.Description} {error}", StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Caller_that_blocks_after_an_await_does_not_hold_the_others()
    {
        using var server = await RedisServerProcess.StartOrSkipAsync();
        using var host = new RedisHost(builder => builder.AddRedisClient("redis"), ("ConnectionStrings:redis", server.ConnectionString));
        using var gate = new ManualResetEventSlim();
        var database = host.Multiplexer.GetDatabase();
        var blocked = new TaskCompletionSource();

        // On a thread of its own: a ping that is answered before the await would go on, and block, on the thread of the test.
        var blocker = Task.Run(BlockAfterPingAsync);
        await blocked.Task.WaitAsync(Patience);

        await database.PingAsync().WaitAsync(Patience);
        gate.Set();
        await blocker.WaitAsync(Patience);

        async Task BlockAfterPingAsync()
        {
            await database.PingAsync().ConfigureAwait(false);
            blocked.SetResult();
            Assert.True(gate.Wait(Patience));
        }
    }
}
