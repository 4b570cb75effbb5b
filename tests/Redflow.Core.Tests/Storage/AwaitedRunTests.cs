using Redflow.Runs;
using Redflow.Storage.Redis;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>Clients that wait for the ends of runs, and the messages that tell them.</summary>
public abstract class AwaitedRunTests(TestServer server) : StoreTest(server)
{
    private readonly TestServer _server = server;

    [SkippableFact]
    public async Task A_late_message_of_an_end_does_not_answer_who_waits_for_the_run_that_was_retried()
    {
        await using var client = Open();
        var run = await StartAsync();
        using (var givenUp = new CancellationTokenSource())
        {
            var first = await RegisterAsync(client, run.Id, givenUp.Token);
            await givenUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Bounded());
        }

        var (channel, message) = await CatchMessageAsync(run.Id, () => FinishAsync(run, Failed));
        Assert.Equal(RetryResult.Retried, await client.RetryAsync(run.Id).Bounded());
        var second = await RegisterAsync(client, run.Id, CancellationToken.None);

        await _server.Multiplexer.GetSubscriber().PublishAsync(channel, message);
        await FinishAsync(await ClaimOneAsync(), Succeeded);

        Assert.IsType<RunOutcome.Succeeded>(await second.Bounded());
    }

    [SkippableFact]
    public async Task Four_clients_that_wait_for_a_run_leave_its_hash_small()
    {
        var run = await StartAsync();
        var (clients, waiting) = (Enumerable.Range(0, 4).Select(_ => Open()).ToArray(), new List<Task<RunOutcome?>>());
        for (var i = 0; i < clients.Length; i++)
        {
            waiting.Add(clients[i].AwaitAsync(run.Id, Minute));
            await Wait.UntilAsync(async () => await CountWaitersAsync(run.Id) == i + 1, "it is registered");
        }

        var stored = await WaitersAsync(run.Id);
        await FinishAsync(run, Succeeded);

        // Beyond what Redis keeps compact by default, the hash takes several times as much.
        Assert.InRange(stored!.Length, 1, 64);
        Assert.All(await Task.WhenAll(waiting).Bounded(), outcome => Assert.IsType<RunOutcome.Succeeded>(outcome));
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    private async Task<int> CountWaitersAsync(RunId id) => (await WaitersAsync(id))?.Count(letter => letter == '\n') ?? 0;

    private RedisStore Open() => ((RedisTestStore)Test).Open(_server.Multiplexer, TimeProvider.System, TimeSpan.FromMinutes(10));

    /// <summary>Has a client wait for a run, and returns when it is registered.</summary>
    private async Task<Task<RunOutcome?>> RegisterAsync(RedisStore client, RunId id, CancellationToken cancellationToken)
    {
        var waiting = client.AwaitAsync(id, Minute, cancellationToken);
        await Wait.UntilAsync(async () => await WaitersAsync(id) is not null, "it is registered");
        return waiting;
    }

    private async Task<string?> WaitersAsync(RunId id) =>
        await _server.Multiplexer.GetDatabase().HashGetAsync($"{((RedisTestStore)Test).Guard}:r:{id}", "n");

    /// <summary>Catches what the only client that waits for a run is told.</summary>
    private async Task<(RedisChannel Channel, RedisValue Message)> CatchMessageAsync(RunId id, Func<Task> end)
    {
        var channel = RedisKeys.ReplyChannel(((RedisTestStore)Test).Prefix, (await WaitersAsync(id))!.Trim());
        var caught = new TaskCompletionSource<RedisValue>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _server.Multiplexer.GetSubscriber().SubscribeAsync(channel, (_, message) => caught.TrySetResult(message));
        await end();
        return (channel, await caught.Task.Bounded());
    }
}

public sealed class GarnetAwaitedRunTests(GarnetServer server) : AwaitedRunTests(server), IClassFixture<GarnetServer>;

public sealed class RedisAwaitedRunTests(RedisServer server) : AwaitedRunTests(server), IClassFixture<RedisServer>;
