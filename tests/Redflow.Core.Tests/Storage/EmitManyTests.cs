using System.Collections.Concurrent;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public sealed class EmitManyTests(RedisServer server) : IClassFixture<RedisServer>
{
    [SkippableFact]
    public async Task Five_hundred_runs_are_emitted_by_four_calls()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await using var proxy = RedisProxy.Start(server.Port);
        using var connection = await proxy.ConnectAsync();
        await using var store = new RedisStore(connection, new() { Prefix = $"test-{Guid.NewGuid():N}" }, TimeProvider.System);
        var calls = new ConcurrentQueue<string>();
        proxy.Answered = (script, _) => calls.Enqueue(script);

        var replies = await store.EmitManyAsync([.. Enumerable.Range(0, 500).Select(_ =>
            new NewRun { Id = RunId.New(0), Workflow = "work", Input = "1"u8.ToArray(), AllowUnregistered = true })]).Bounded();

        Assert.Equal(500, replies.OfType<EmitReply.Emitted>().Count());
        Assert.Equal(4, calls.Count(script => script == "emit_runs"));
    }
}
