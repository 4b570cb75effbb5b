using Redflow.Events;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>How long Redis keeps what is not a run, and how it is found.</summary>
public sealed class KeyLifeTests(RedisServer server) : IClassFixture<RedisServer>
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task The_statistics_of_a_minute_and_an_event_live_for_a_week()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var store = server.OpenStore(_prefix);
        var id = EventId.New(0);
        await store.EmitAsync(New());
        await store.CancelAsync((await store.ListRunsAsync(new())).Runs.Single().Id, null);

        await store.EmitEventAsync(new(id, "order.paid", "1", "1"u8.ToArray()));

        var minute = Assert.Single(await server.ListKeysAsync($"*{_prefix}*:m:*"));
        Assert.InRange(await LifeAsync(minute), Week, Week + TimeSpan.FromMinutes(1));
        Assert.InRange(await LifeAsync($"{new RedisKeys(_prefix, 0).Guard}:e:{id}"), Week - TimeSpan.FromMinutes(1), Week);
    }

    [SkippableFact]
    public async Task No_list_looks_through_the_keys()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var store = server.OpenStore(_prefix);
        await store.EmitManyAsync([.. Enumerable.Range(0, 1_000).Select(i => New() with { Tags = [$"tag-{i % 2}"] })]).Bounded();
        var before = await server.CountCommandsAsync();

        RunQuery[] queries = [new(), new() { Status = RunStatus.Queued }, new() { Workflow = "work" }, new() { Tag = "tag-1" }, new() { IdPrefix = "0" }];
        foreach (var query in queries)
        {
            await store.ListRunsAsync(query with { Limit = 100 }).Bounded();
        }

        await store.GetStatsAsync();
        await store.ListEventsAsync(new());
        var after = await server.CountCommandsAsync();
        Assert.All(["keys", "scan", "hscan", "sscan", "zscan"], command => Assert.Equal(before.GetValueOrDefault(command), after.GetValueOrDefault(command)));
    }

    private static NewRun New() => new() { Id = RunId.New(0), Workflow = "work", Input = "1"u8.ToArray(), AllowUnregistered = true };

    private async Task<TimeSpan> LifeAsync(string key) => (await server.Multiplexer.GetDatabase().KeyTimeToLiveAsync(key))!.Value;
}
