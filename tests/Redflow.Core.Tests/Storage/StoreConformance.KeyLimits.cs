using System.Text;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task No_more_runs_of_a_key_are_given_out_than_its_limit()
    {
        await LimitAsync(perKey: 1);
        var ids = await EmitForAsync("a", "a", "b", "b");

        Assert.Equal([ids[0], ids[2]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task Runs_without_a_key_share_one()
    {
        await LimitAsync(perKey: 1);
        var ids = await EmitSomeAsync(2);
        var keyed = await EmitForAsync("a");

        Assert.Equal([ids[0], keyed[0]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_slot_of_a_key_goes_to_the_next_run_of_that_key()
    {
        await LimitAsync(perKey: 1);
        var ids = await EmitForAsync("a", "b", "b", "a");
        var claimed = await ClaimAsync();

        await FinishAsync(claimed[0], Succeeded);

        Assert.Equal([ids[3]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task The_keys_of_a_backlog_take_turns()
    {
        await LimitAsync(total: 1);
        var blocker = await StartAsync(run => run with { LimitKey = "x" });
        var ids = await EmitForAsync("a", "a", "a", "b", "b", "c");

        Assert.Equal([ids[0], ids[3], ids[5], ids[1], ids[4], ids[2]], await DrainAsync(blocker));
    }

    [SkippableFact]
    public async Task A_key_that_comes_back_stands_last_in_the_round()
    {
        await LimitAsync(total: 1);
        var blocker = await StartAsync(run => run with { LimitKey = "x" });
        var early = await EmitForAsync("a", "b", "b", "c");
        await FinishAsync(blocker, Succeeded);
        var first = await ClaimOneAsync();
        var late = await EmitForAsync("a");

        // The round is b, c, and then a again; b has more, and stands behind a when it was served.
        Assert.Equal(early[0], first.Id);
        Assert.Equal([early[1], early[3], late[0], early[2]], await DrainAsync(first));
    }

    [SkippableFact]
    public async Task Priority_goes_within_a_key_and_not_across_keys()
    {
        await LimitAsync(total: 1);
        var blocker = await StartAsync(run => run with { LimitKey = "x" });
        var a = await EmitAsync(run => run with { LimitKey = "a", Priority = 5 });
        var b = await EmitAsync(run => run with { LimitKey = "b" });
        var urgent = await EmitAsync(run => run with { LimitKey = "b", Priority = -5 });

        Assert.Equal([a, urgent, b], await DrainAsync(blocker));
    }

    [SkippableFact]
    public async Task A_key_at_its_limit_is_passed_over()
    {
        await LimitAsync(total: 2, perKey: 1);
        var ids = await EmitForAsync("a", "a", "a", "b", "c");
        var claimed = await ClaimAsync();
        Assert.Equal([ids[0], ids[3]], claimed.Select(run => run.Id));

        await FinishAsync(claimed[1], Succeeded);
        Assert.Equal([ids[4]], await ClaimIdsAsync());

        await FinishAsync(claimed[0], Succeeded);
        Assert.Equal([ids[1]], await ClaimIdsAsync());
    }

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_key_that_was_passed_over_keeps_its_turn(int total)
    {
        await LimitAsync(total, perKey: 1);
        string[] others = ["b", "c", "d"];
        var ids = await EmitForAsync(["a", .. others.Take(total - 2), "a", .. others.Skip(total - 2)]);
        var claimed = await ClaimAsync();
        Assert.Equal(total, claimed.Count);

        await FinishAsync(claimed[0], Succeeded);

        Assert.Equal([ids[total - 1]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task Limits_that_change_leave_every_key_its_turn()
    {
        await LimitAsync(total: 2, perKey: 1);
        var ids = await EmitForAsync("a", "b", "c", "a", "d");
        var claimed = await ClaimAsync();
        await SetLimitsAsync(total: 1, perKey: 1);

        await FinishAsync(claimed[0], Succeeded);

        Assert.Equal([ids[2], ids[3], ids[4]], await DrainAsync(claimed[1]));
    }

    [SkippableFact]
    public async Task A_key_that_was_blocked_is_served_when_its_run_is_canceled()
    {
        await LimitAsync(perKey: 1);
        var ids = await EmitForAsync("a", "a");

        await Store.CancelAsync(ids[0], null);

        Assert.Equal([ids[1]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_key_whose_backlog_was_canceled_holds_nobody_up()
    {
        await LimitAsync(total: 1);
        var blocker = await StartAsync(run => run with { LimitKey = "x" });
        var ids = await EmitForAsync("a", "a", "b");

        await Store.CancelAsync(ids[0], null);
        await Store.CancelAsync(ids[1], null);

        Assert.Equal([ids[2]], await DrainAsync(blocker));
    }

    [SkippableFact]
    public async Task A_key_limit_that_is_raised_or_removed_admits_the_next_runs_of_every_key()
    {
        await LimitAsync(perKey: 1);
        var ids = await EmitForAsync("a", "a", "a", "b", "b", "b");
        await ClaimAsync();

        await SetLimitsAsync(perKey: 2);
        Assert.Equal([ids[1], ids[4]], (await ClaimIdsAsync()).Order());
        await SetLimitsAsync();

        Assert.Equal([ids[2], ids[5]], (await ClaimIdsAsync()).Order());
    }

    [SkippableFact]
    public async Task A_key_limit_that_is_lowered_is_not_exceeded_by_what_is_ready()
    {
        await LimitAsync(perKey: 2);
        await EmitForAsync("a", "a", "b", "b");

        await SetLimitsAsync(perKey: 1);

        var claimed = await ClaimAllAsync();
        Assert.Equal(["a", "b"], (await Task.WhenAll(claimed.Select(run => GetAsync(run.Id)))).Select(run => run.LimitKey).Order());
    }

    [SkippableFact]
    public async Task A_key_limit_that_is_newer_than_the_running_runs_counts_them()
    {
        await EmitForAsync("a", "a", "b");
        var running = await ClaimAsync();
        await SetLimitsAsync(perKey: 1);
        var ids = await EmitForAsync("a", "b", "c");

        Assert.Equal([ids[2]], (await ClaimAllAsync()).Select(run => run.Id));
        await FinishAsync(running[0], Succeeded);
        Assert.Empty(await ClaimAllAsync());
        await FinishAsync(running[1], Succeeded);
        Assert.Equal([ids[0]], (await ClaimAllAsync()).Select(run => run.Id));
    }

    [SkippableFact]
    public async Task A_key_limit_is_its_workflows_own()
    {
        await LimitAsync(perKey: 1);
        await DefineAsync(info => info with { Limits = new() { MaxConcurrencyPerKey = 1 } }, "other");
        var first = await EmitForAsync("a");
        var other = await EmitAsync(run => run with { Workflow = "other", LimitKey = "a" });

        Assert.Equal([first[0], other], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_run_keeps_its_key_over_retries_and_waits()
    {
        await LimitAsync(perKey: 1);
        var id = Assert.Single(await EmitForAsync("a"));
        await FinishAsync(await ClaimOneAsync(), Retry(TimeSpan.Zero));
        await SuspendAsync(await ClaimOneAsync(), Sleep("nap", Second));
        var other = Assert.Single(await EmitForAsync("a"));
        var claimed = await ClaimOneAsync();

        await PassAsync(Second);

        Assert.Equal(other, claimed.Id);
        Assert.Empty(await ClaimAsync());
        await FinishAsync(claimed, Succeeded);
        Assert.Equal([id], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_key_limit_and_a_total_limit_hold_with_many_workers_at_once()
    {
        await LimitAsync(total: 5, perKey: 2);
        var ids = await Task.WhenAll(Enumerable.Range(0, 150).Select(i =>
            EmitAsync(run => run with { LimitKey = $"{i % 4}", Input = Encoding.UTF8.GetBytes($"{i % 4}") })));

        var race = new Race(Store, Queue, await RegisterManyAsync(8));
        await race.RunAsync(150).Bounded();

        Assert.Equal(ids.Order(), race.Ended.Order());
        Assert.InRange(race.MostHeld, 1, 5);
        Assert.All(race.MostHeldByInput.Values, most => Assert.InRange(most, 1, 2));
    }
}
