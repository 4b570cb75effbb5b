using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>What the changes of runs cost when nobody asks for them, and how it is told that nobody did.</summary>
public abstract class ChangeTests(TestServer server)
{
    private static readonly TimeSpan ToldFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";
    private IRedflowStore? _store;

    private IRedflowStore Store
    {
        get
        {
            Skip.If(server.SkipReason is not null, server.SkipReason);
            return _store ??= server.OpenStore(_prefix);
        }
    }

    private IDatabase Database => server.Multiplexer.GetDatabase();

    [SkippableFact]
    public async Task Nothing_is_told_while_nobody_asks()
    {
        await Store.CancelAsync(await EmitAsync(), null).Bounded();

        Assert.False(await Database.KeyExistsAsync(Key("changes")));
        Assert.False(await Database.KeyExistsAsync(Key("change")));
    }

    [SkippableFact]
    public async Task Behind_a_time_in_which_nobody_asked_there_is_a_gap()
    {
        var page = await Store.ReadChangesAsync(null).Bounded();
        await EmitAsync();
        Assert.InRange((await Database.KeyTimeToLiveAsync(Key("watched")))!.Value, TimeSpan.FromTicks(1), ToldFor);
        await Database.KeyDeleteAsync(Key("watched"));
        await EmitAsync();

        var next = await Store.ReadChangesAsync(page.Cursor).Bounded();

        Assert.True(next.IsGap);
        Assert.Empty(next.Changes);
        var last = await EmitAsync();
        Assert.Equal([last], (await Store.ReadChangesAsync(next.Cursor).Bounded()).Changes.Select(change => change.Id));
    }

    [SkippableFact]
    public async Task What_was_told_is_gone_some_time_after_the_last_one_asked()
    {
        var page = await Store.ReadChangesAsync(null).Bounded();
        await EmitAsync();
        await Store.ReadChangesAsync(page.Cursor).Bounded();

        Assert.InRange((await Database.KeyTimeToLiveAsync(Key("changes")))!.Value, TimeSpan.FromTicks(1), KeptFor);
        Assert.InRange((await Database.KeyTimeToLiveAsync(Key("change")))!.Value, TimeSpan.FromTicks(1), KeptFor);
    }

    [SkippableFact]
    public async Task A_place_of_a_count_that_is_lost_has_a_gap_behind_it()
    {
        var page = await Store.ReadChangesAsync(null).Bounded();
        await EmitAsync();
        await Database.KeyDeleteAsync([Key("watched"), Key("change"), Key("changes")]);
        await Store.ReadChangesAsync(null).Bounded();
        await EmitAsync();

        Assert.True((await Store.ReadChangesAsync(page.Cursor).Bounded()).IsGap);
    }

    private string Key(string name) => $"{new RedisKeys(_prefix, 0).Guard}:{name}";

    private async Task<RunId> EmitAsync()
    {
        var run = new NewRun { Id = RunId.New(0), Workflow = "work", Input = "1"u8.ToArray(), AllowUnregistered = true };
        await Store.EmitAsync(run).Bounded();
        return run.Id;
    }
}

public sealed class GarnetChangeTests(GarnetServer server) : ChangeTests(server), IClassFixture<GarnetServer>;

public sealed class RedisChangeTests(RedisServer server) : ChangeTests(server), IClassFixture<RedisServer>;
