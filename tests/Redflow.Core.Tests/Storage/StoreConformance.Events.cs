using System.Text;
using Redflow.Events;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task An_event_wakes_the_runs_that_wait_for_it_and_is_the_steps_result()
    {
        var first = await WaitForEventAsync("paid", "order-1");
        var second = await WaitForEventAsync("paid", "order-1");

        var id = await EmitEventAsync("paid", "order-1", "7");

        var woken = await ClaimAsync();
        Assert.Equal(new[] { first.Id, second.Id }.Order(), woken.Select(run => run.Id).Order());
        Assert.All(woken, run => Assert.Equal("7", Text(run.Steps["event"])));
        Assert.Equal(new[] { first.Id, second.Id }.Order(), (await Store.FindEventAsync(id))!.Released.Order());
    }

    [SkippableTheory]
    [InlineData("paid", "order-2")]
    [InlineData("paid", null)]
    [InlineData("shipped", "order-1")]
    public async Task An_event_of_another_name_or_key_wakes_nobody(string name, string? key)
    {
        var run = await WaitForEventAsync("paid", "order-1");

        var id = await EmitEventAsync(name, key);

        Assert.Equal(RunStatus.Waiting, await StatusAsync(run.Id));
        Assert.Empty((await Store.FindEventAsync(id))!.Released);
    }

    [SkippableTheory]
    [InlineData(null, "")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public async Task No_key_and_an_empty_one_are_the_same(string? awaited, string? emitted)
    {
        await WaitForEventAsync("paid", awaited);

        await EmitEventAsync("paid", emitted, "7");

        Assert.Equal("7", Text((await ClaimOneAsync()).Steps["event"]));
    }

    [SkippableFact]
    public async Task An_event_that_comes_before_the_wait_is_registered_is_not_missed()
    {
        var run = await StartAsync();
        await SuspendAsync(run, ForEvent("paid", "order-1"));

        await EmitEventAsync("paid", "order-1", "7");

        Assert.Equal("7", Text((await ClaimOneAsync()).Steps["event"]));
    }

    [SkippableTheory]
    [InlineData(10_000, true)]
    [InlineData(9_999, false)]
    [InlineData(0, false)]
    public async Task A_wait_looks_back_as_far_as_it_says(int lookBack, bool found)
    {
        var id = await EmitEventAsync("paid", "order-1", "7");
        await AdvanceAsync(10 * Second);

        var run = await WaitForEventAsync("paid", "order-1", lookBack * Millisecond);

        Assert.Equal(found ? RunStatus.Queued : RunStatus.Waiting, await StatusAsync(run.Id));
        Assert.Equal(found ? [run.Id] : [], (await Store.FindEventAsync(id))!.Released);
    }

    [SkippableFact]
    public async Task A_wait_that_looks_back_takes_the_newest_event()
    {
        foreach (var payload in new[] { "1", "2" })
        {
            await EmitEventAsync("paid", "order-1", payload);
            await AdvanceAsync(Second);
        }

        await EmitEventAsync("paid", "order-2", "3");

        await WaitForEventAsync("paid", "order-1", Minute);

        Assert.Equal("2", Text((await ClaimOneAsync()).Steps["event"]));
    }

    [SkippableFact]
    public async Task A_wait_that_is_registered_late_looks_back_from_its_start()
    {
        var run = await StartAsync();
        await SuspendAsync(run, ForEvent("paid", "order-1"));
        await AdvanceAsync(Minute);
        await EmitEventAsync("paid", "order-1", "7");

        Assert.Equal("7", Text((await ClaimOneAsync()).Steps["event"]));
    }

    [SkippableFact]
    public async Task A_wait_that_is_over_is_not_ended_by_the_next_event()
    {
        var run = await WaitForEventAsync("paid", "order-1");
        await EmitEventAsync("paid", "order-1", "1");
        var woken = await ClaimOneAsync();
        await SuspendAsync(woken, ForSignal("later"));

        var second = await EmitEventAsync("paid", "order-1", "2");

        Assert.Equal(RunStatus.Waiting, await StatusAsync(run.Id));
        Assert.Empty((await Store.FindEventAsync(second))!.Released);
        Assert.Equal("1", (await GetStepAsync(run.Id, "event")).Output!.Value.ToString());
    }

    [SkippableFact]
    public async Task An_event_after_the_time_out_of_a_wait_changes_nothing()
    {
        var run = await WaitForEventAsync("paid", "order-1", timeout: Second);
        await AdvanceAsync(Second);

        var id = await EmitEventAsync("paid", "order-1");
        await PromoteAllAsync();

        var woken = await ClaimOneAsync();
        Assert.Equal((run.Id, 0, TimeSpan.Zero), (woken.Id, woken.Steps.Count, woken.Waits["event"]));
        Assert.Empty((await Store.FindEventAsync(id))!.Released);
    }

    [SkippableFact]
    public async Task An_event_for_a_run_that_has_ended_changes_nothing()
    {
        var ended = await WaitForEventAsync("paid", "order-1");
        await Store.CancelAsync(ended.Id, null);
        var gone = await WaitForEventAsync("paid", "order-1");
        await Store.CancelAsync(gone.Id, null);
        await Store.DeleteAsync(gone.Id);

        var id = await EmitEventAsync("paid", "order-1");

        Assert.Equal(RunStatus.Canceled, await StatusAsync(ended.Id));
        Assert.Empty((await Store.FindEventAsync(id))!.Released);
        Assert.Equal(new(0, null), await Store.RelayAsync(10));
    }

    [SkippableFact]
    public async Task An_event_for_a_wait_of_the_time_before_a_retry_changes_nothing()
    {
        var run = await WaitForEventAsync("paid", "order-1");
        await Store.CancelAsync(run.Id, null);
        await Store.RetryAsync(run.Id);
        await SuspendAndRelayAsync(await ClaimOneAsync(), ForEvent("paid", "order-2"));

        await EmitEventAsync("paid", "order-1", "1");
        Assert.Equal(RunStatus.Waiting, await StatusAsync(run.Id));
        await EmitEventAsync("paid", "order-2", "2");

        Assert.Equal("2", Text((await ClaimOneAsync()).Steps["event"]));
    }

    [SkippableFact]
    public async Task An_event_to_a_run_that_is_not_suspended_ends_its_wait_without_waking_it()
    {
        var run = await StartAsync();
        await SuspendAndRelayAsync(run, ForEvent("paid", "order-1"), Sleep("nap", Second, 2));
        await PassAsync(Second);
        var woken = await ClaimOneAsync();

        await EmitEventAsync("paid", "order-1", "7");

        Assert.Equal(RunStatus.Running, await StatusAsync(run.Id));
        await SuspendAsync(woken, ForEvent("paid", "order-1"));
        Assert.Equal("7", Text((await ClaimOneAsync()).Steps["event"]));
    }

    [SkippableFact]
    public async Task An_event_starts_a_run_of_each_workflow_that_it_triggers()
    {
        await DefineAsync(info => info with { Events = ["paid", "refunded"] }, "receipt");
        await DefineAsync(info => info with { Events = ["paid"] }, "ship");

        var id = await EmitEventAsync("paid", "order-1", "{\"order\":1}");

        var started = await Task.WhenAll((await Store.FindEventAsync(id))!.Started.Select(GetAsync));
        Assert.Equal(["receipt", "ship"], started.Select(run => run.Workflow).Order());
        Assert.All(started, run => Assert.Equal((RunStatus.Queued, "{\"order\":1}"), (run.Status, run.Input.ToString())));
        Assert.Equal(2, (await ClaimAsync()).Count);
    }

    [SkippableFact]
    public async Task A_workflow_that_no_longer_lists_an_event_is_not_triggered_by_it()
    {
        await DefineAsync(info => info with { Events = ["paid"] }, "receipt");
        await DefineAsync(info => info, "receipt");

        await EmitEventAsync("paid");

        Assert.Empty(await ClaimAsync());
    }

    [SkippableFact]
    public async Task An_event_sent_twice_is_one()
    {
        await DefineAsync(info => info with { Events = ["paid"] }, "receipt");
        var @event = new NewEvent(Store.NewEventId("paid", "order-1"), "paid", "order-1", "1"u8.ToArray());
        await Store.EmitEventAsync(@event);
        await Store.EmitEventAsync(@event);
        await RelayAllAsync();

        await Store.EmitEventAsync(@event);
        await RelayAllAsync();

        Assert.Single(await ClaimAsync());
        Assert.Single((await Store.ListEventsAsync(new())).Events);
        Assert.Single((await Store.FindEventAsync(@event.Id))!.Started);
    }

    [SkippableFact]
    public async Task A_run_that_an_event_starts_queues_up_for_a_slot()
    {
        await DefineAsync(info => info with { Events = ["paid"], Limits = new() { MaxConcurrency = 1 } }, "receipt");

        await EmitEventAsync("paid");
        await EmitEventAsync("paid");

        Assert.Single(await ClaimAllAsync());
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_an_event_starts_is_before_the_run_that_waits_for_it_in_the_line_for_a_slot(bool isRegistered)
    {
        await DefineAsync(info => info with { Events = ["paid"], Limits = new() { MaxConcurrency = 1 } }, "receipt");
        var home = await Store.NewRunIdAsync("receipt", null);
        var waiting = await StartAsync(_ => New("receipt") with { Id = home });
        await SuspendAsync(waiting, ForEvent("paid", null));
        if (isRegistered)
        {
            await RelayAllAsync();
        }

        var id = await EmitEventAsync("paid");

        var stored = (await Store.FindEventAsync(id))!;
        Assert.Equal([waiting.Id], stored.Released);
        Assert.Equal(stored.Started, (await ClaimAllAsync()).Select(run => run.Id));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_an_event_starts_takes_the_share_that_the_event_names_for_its_workflow(bool owed)
    {
        await DefineAsync(info => info with { Events = ["paid"] }, "receipt");
        await DefineAsync(info => info with { Events = ["paid"] }, "digest");
        var @event = new NewEvent(Store.NewEventId("paid", null), "paid", null, "1"u8.ToArray()) { LimitKeys = new Dictionary<string, string> { ["receipt"] = "a b" } };

        if (owed)
        {
            await CommitAsync(await StartAsync(), "emit", new StepEffect.EmitEvent(@event));
        }
        else
        {
            await Store.EmitEventAsync(@event);
        }

        await RelayAllAsync();

        var started = await Task.WhenAll((await Store.FindEventAsync(@event.Id))!.Started.Select(GetAsync));
        Assert.Equal([("digest", null), ("receipt", "a b")], started.Select(run => (run.Workflow, run.LimitKey)).Order());
    }

    [SkippableFact]
    public async Task Nothing_happens_for_an_event_before_its_effects_are_delivered()
    {
        await DefineAsync(info => info with { Events = ["paid"] }, "receipt");
        var @event = new NewEvent(Store.NewEventId("paid", null), "paid", null, "1"u8.ToArray());

        await Store.EmitEventAsync(@event);

        var stored = (await Store.FindEventAsync(@event.Id))!;
        Assert.Equal(("paid", null, "1", Test.Now), (stored.Name, stored.CorrelationKey, stored.Payload!.Value.ToString(), stored.CreatedAt));
        Assert.Empty(stored.Started);
        Assert.Empty(stored.Released);
    }

    [SkippableFact]
    public async Task An_event_that_does_not_exist_is_not_found() =>
        Assert.Null(await Store.FindEventAsync(Store.NewEventId("paid", null)));

    [SkippableFact]
    public async Task Events_are_listed_newest_first_a_page_at_a_time()
    {
        var ids = new List<EventId>();
        for (var i = 0; i < 12; i++)
        {
            await Test.AdvanceAsync(i % 2 * Millisecond);
            ids.Add(await EmitEventAsync(i % 3 == 0 ? "paid" : "shipped", $"order-{i % 4}"));
        }

        var listed = await ListEventsAsync(new() { Limit = 5 });
        var paid = await ListEventsAsync(new() { Name = "paid", Limit = 3 });

        Assert.Equal(ids.AsEnumerable().Reverse(), listed.Select(record => record.Id));
        Assert.Equal([ids[9], ids[6], ids[3], ids[0]], paid.Select(record => record.Id));
        Assert.All(listed, record => Assert.Null(record.Payload));
        Assert.Equal(["order-1", "order-2", "order-3", "order-0"], paid.Select(record => record.CorrelationKey));
        Assert.Empty(await ListEventsAsync(new() { Name = "nothing" }));
    }

    private async Task<EventId> EmitEventAsync(string name, string? key = null, string payload = "1")
    {
        var id = Store.NewEventId(name, key);
        await Store.EmitEventAsync(new(id, name, key, Encoding.UTF8.GetBytes(payload))).Bounded();
        await RelayAllAsync();
        return id;
    }

    private async Task<IReadOnlyList<EventRecord>> ListEventsAsync(EventQuery query)
    {
        var events = new List<EventRecord>();
        do
        {
            var page = await Store.ListEventsAsync(query).Bounded();
            events.AddRange(page.Events);
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null);

        return events;
    }
}
