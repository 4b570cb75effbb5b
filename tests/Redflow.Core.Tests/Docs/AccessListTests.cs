using System.Text.RegularExpressions;
using Redflow.Storage.Redis;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>What docs/how-to/secure-the-api.md lets Redflow do in a Redis that it shares, on a redis-server that lets nobody do more.</summary>
public sealed partial class AccessListTests : IAsyncLifetime
{
    private const string Prefix = "redflow";

    private readonly RedisServer _server = new() { Options = ["--user", "default", "on", "nopass", .. Rules()] };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [SkippableFact]
    public async Task It_is_enough_to_emit_run_await_schedule_and_sign_in()
    {
        Skip.If(_server.SkipReason is not null, _server.SkipReason);
        await using var host = await WorkerHost.StartAsync(_server, Prefix, worker => worker
            .AddWorkflow<int, int>("double", ctx => Task.FromResult(2 * ctx.Input), options => options.MaxConcurrency = 0)
            .AddWorkflow<int, int>("parent", async ctx =>
            {
                await ctx.Step.SleepAsync("rest", TimeSpan.FromMilliseconds(50));
                return await ctx.Step.RunWorkflowAsync<int>("child", "double", ctx.Input);
            })).Bounded();

        var run = await host.Client.EmitWorkflowAsync<int, int>("parent", 21, new() { Tags = ["answer=yes"] }).Bounded();

        Assert.Equal(42, await run.GetResultAsync(Wait.Limit).Bounded());
        Assert.Equal(2, (await host.Client.ListRunsAsync().Bounded()).Runs.Count);
        Assert.DoesNotContain(await host.Client.DiagnoseAsync().Bounded(), finding => finding.Name == "NotChecked");
        Assert.True(await host.Store.AddSessionKeyAsync("<key/>", 0).Bounded());
    }

    [SkippableFact]
    public async Task It_is_not_enough_for_anything_else()
    {
        Skip.If(_server.SkipReason is not null, _server.SkipReason);
        var database = _server.Multiplexer.GetDatabase();

        var refusals = new[]
        {
            await Assert.ThrowsAsync<RedisServerException>(() => database.StringGetAsync("another")),
            await Assert.ThrowsAsync<RedisServerException>(() => database.StringSetAsync("another", "1")),
            await Assert.ThrowsAsync<RedisServerException>(() => database.ExecuteAsync("FLUSHALL")),
            await Assert.ThrowsAsync<RedisServerException>(() => database.ExecuteAsync("CONFIG", "SET", "maxmemory", "1")),
            await Assert.ThrowsAsync<RedisServerException>(() => database.ExecuteAsync("ACL", "LIST")),
        };

        Assert.All(refusals, refusal => Assert.Contains("NOPERM", refusal.Message, StringComparison.Ordinal));
        Assert.False(await database.KeyExistsAsync(new RedisKeys(Prefix, 0).SessionKeys));
    }

    private static string[] Rules() => Rule().Match(Repository.Read("docs", "how-to", "secure-the-api.md")).Groups[1].Value.Split(' ');

    [GeneratedRegex("^ACL SETUSER redflow on >… (.+)$", RegexOptions.Multiline)]
    private static partial Regex Rule();
}
