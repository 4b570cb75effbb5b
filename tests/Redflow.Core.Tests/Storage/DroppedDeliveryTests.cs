using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>
/// Effects are delivered at least once. Here a connection is cut at each script of each delivery, once, before and after it ran: whatever
/// is delivered again, what comes of it is what comes of a delivery that nothing disturbed.
/// </summary>
public abstract partial class DroppedDeliveryTests(TestServer server) : StoreTest(server)
{
    private static readonly TimeSpan DueAgain = TimeSpan.FromSeconds(5);

    private readonly TestServer _server = server;
    private readonly List<string> _passes = [];

    public static TheoryData<string> Kinds => [.. Situations.Keys];

    /// <summary>Each situation with each script that its relay sends, and for which time it does.</summary>
    public static TheoryData<string, string, int, bool> Drops
    {
        get
        {
            var drops = new TheoryData<string, string, int, bool>();
            foreach (var (kind, situation) in Situations)
            {
                string[] scripts = ["take_effects", .. situation.Deliveries, "drop_effects"];
                foreach (var (script, i) in scripts.Select((script, i) => (script, i)))
                {
                    var times = scripts[..i].Count(earlier => earlier == script) + 1;
                    drops.Add(kind, script, times, false);
                    drops.Add(kind, script, times, true);
                }
            }

            return drops;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task An_effect_is_delivered(string kind)
    {
        await Situations[kind].ArrangeAsync(this);

        Assert.Equal(1, (await Store.RelayAsync(10).Bounded()).Count);

        Assert.Equal(Situations[kind].Outcome, await TellEndAsync(kind));
    }

    [SkippableTheory]
    [MemberData(nameof(Drops))]
    public async Task A_delivery_that_is_cut_off_after_it_was_made_has_its_effect_once(string kind, string script, int times, bool dies)
    {
        await Situations[kind].ArrangeAsync(this);

        await RelayThroughAsync(script, CutMoment.Reply, times, dies);
        await PlayAsync();
        await AdvanceAsync(DueAgain);

        Assert.Equal(Situations[kind].Outcome, await TellEndAsync(kind));
    }

    [SkippableTheory]
    [MemberData(nameof(Drops))]
    public async Task A_delivery_that_is_cut_off_before_it_is_made_is_made_again(string kind, string script, int times, bool dies)
    {
        await Situations[kind].ArrangeAsync(this);

        await RelayThroughAsync(script, CutMoment.Request, times, dies);
        await PlayAsync();
        await AdvanceAsync(DueAgain);

        Assert.Equal(Situations[kind].Outcome, await TellEndAsync(kind));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_relay_took_before_it_died_is_delivered_by_another_when_it_is_due_again(string kind)
    {
        await Situations[kind].ArrangeAsync(this);

        await RelayThroughAsync(Situations[kind].Deliveries[0], CutMoment.Request, 1, dies: true);
        await AdvanceAsync(DueAgain - Millisecond);
        Assert.Equal(new(0, Millisecond), await Store.RelayAsync(10).Bounded());
        await AdvanceAsync(Millisecond);
        Assert.Equal(1, (await Store.RelayAsync(10).Bounded()).Count);

        Assert.Equal(Situations[kind].Outcome, await TellEndAsync(kind));
    }

    [SkippableFact]
    public async Task A_failure_that_is_told_again_is_that_of_the_attempt_that_failed()
    {
        await FailAsync();
        await RelayThroughAsync("drop_effects", CutMoment.Request, 1, dies: true);
        await FinishAsync(await ClaimOneAsync(), Succeeded);
        var failed = Assert.Single(await ListAsync(new() { Workflow = Workflow }));
        await Store.RetryAsync(failed).Bounded();

        await AdvanceAsync(DueAgain);
        await RelayAllAsync();

        Assert.Equal(RunStatus.Succeeded, await StatusAsync(Assert.Single(await ListAsync(new() { Workflow = "apologize" }))));
        await FinishAsync(await ClaimOneAsync(), Failed);
        await RelayAllAsync();
        Assert.Equal("apologize", (await ClaimOneAsync()).Workflow);
    }

    /// <summary>Relays over a connection that is cut at a script: once, or for good because the process dies there.</summary>
    private async Task RelayThroughAsync(string script, CutMoment moment, int times, bool dies)
    {
        await using var proxy = RedisProxy.Start(_server.Port);
        using var multiplexer = await proxy.ConnectAsync();
        await using var store = ((RedisTestStore)Test).Open(multiplexer);
        await store.CheckAsync().Bounded();
        using var death = new CancellationTokenSource();
        var cut = proxy.CutAt(script, moment, times, dies);

        var relaying = store.RelayAsync(10, death.Token);
        await cut.Bounded();
        if (dies)
        {
            await death.CancelAsync();
        }

        var exception = await Record.ExceptionAsync(() => relaying.Bounded());
        Assert.True(exception is null or StoreUnavailableException or OperationCanceledException, $"{exception}");
    }

    /// <summary>Lets all go on until nothing happens any more: a run that a wait woke waits again, so that what woke it twice would be seen.</summary>
    private async Task PlayAsync()
    {
        await RelayAllAsync();
        while (await ClaimAllAsync() is { Count: > 0 } claimed)
        {
            foreach (var run in claimed)
            {
                _passes.Add($"{run.Workflow} runs");
                await (run.Steps.Count + run.FailedSteps.Count == 0 ? FinishAsync(run, Succeeded) : SuspendAsync(run, ForSignal("later", position: 9)));
            }

            await RelayAllAsync();
        }
    }

    /// <summary>Lets all go on, and tells what there is then.</summary>
    private async Task<string> TellEndAsync(string kind)
    {
        await PlayAsync();
        await Situations[kind].ContinueAsync(this);
        await PlayAsync();
        Assert.Equal(new(0, null), await Store.RelayAsync(10).Bounded());

        var runs = await Task.WhenAll((await ListAsync(new())).Select(GetAsync));
        var names = runs.ToDictionary(run => run.Id, run => run.Workflow);
        var lines = new List<string>(_passes.Order());
        lines.AddRange((await Task.WhenAll(runs.Select(run => TellAsync(run, names)))).Order());
        foreach (var record in (await Store.ListEventsAsync(new()).Bounded()).Events)
        {
            lines.Add($"event started {Names(record.Started)} released {Names(record.Released)}");
        }

        return string.Join('\n', lines);

        string Names(IEnumerable<RunId> ids) => $"[{string.Join(' ', ids.Select(id => names[id]).Order())}]";
    }

    private async Task<string> TellAsync(Run run, Dictionary<RunId, string> names)
    {
        var steps = (await Store.FindStepsAsync(run.Id).Bounded())!.Select(step => $" {step.Name}: {step.Status} {step.Output}{step.Error?.Type.Split('.')[^1]}");
        var line = $"{run.Workflow} {run.Status} {run.Input} {run.CancelReason}{run.Error?.Type}{string.Concat(steps)}";
        return names.Aggregate(line, (text, name) => text.Replace(name.Key.ToString(), name.Value, StringComparison.Ordinal)).Replace("  ", " ", StringComparison.Ordinal).TrimEnd();
    }
}

public sealed class RedisDroppedDeliveryTests(RedisServer server) : DroppedDeliveryTests(server), IClassFixture<RedisServer>;

public sealed class PartitionedDroppedDeliveryTests(PartitionedRedisServer server) : DroppedDeliveryTests(server), IClassFixture<PartitionedRedisServer>;
