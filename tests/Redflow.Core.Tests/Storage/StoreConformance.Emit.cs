using System.Text;
using System.Text.Json;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    private static readonly Dictionary<string, Func<NewRun, NewRun>> Emits = new()
    {
        ["nothing"] = run => run,
        ["a workflow that nobody has registered"] = run => run with { Workflow = "later", AllowUnregistered = true },
        ["leave to be unregistered"] = run => run with { AllowUnregistered = true },
        ["a delay"] = run => run with { Delay = Hour },
        ["a delay of no whole milliseconds"] = run => run with { Delay = TimeSpan.FromTicks(15_001) },
        ["no delay"] = run => run with { Delay = TimeSpan.Zero },
        ["a time to come"] = run => run with { RunAt = TestStore.Start.AddDays(1).AddTicks(15_001).ToOffset(Hour) },
        ["a time less than a millisecond away"] = run => run with { RunAt = TestStore.Start.AddTicks(1) },
        ["a time that has passed"] = run => run with { RunAt = TestStore.Start.AddHours(-1) },
        ["a priority"] = run => run with { Priority = -7 },
        ["tags"] = run => run with { Tags = ["b", "a,c", "a"] },
        ["a limit key"] = run => run with { LimitKey = "eu" },
        ["an idempotency key"] = run => run with { IdempotencyKey = "k" },
        ["an idempotency key for a time"] = run => run with { IdempotencyKey = "k", KeyTtl = Hour, KeyReuse = KeyReuse.Reject },
        ["empty texts"] = run => run with { IdempotencyKey = "", LimitKey = "", TraceParent = "" },
        ["an expiry"] = run => run with { ExpireAfter = Minute },
        ["a delay and an expiry"] = run => run with { Delay = Hour, ExpireAfter = Minute },
        ["a time-out"] = run => run with { Timeout = Minute },
        ["a trace parent"] = run => run with { TraceParent = "00-trace" },
        ["a trace parent and a priority"] = run => run with { TraceParent = "00-trace", Priority = 7 },
        ["a parent"] = run => run with { Parent = new(RunId.New(0), "raise", OnParentClosed.Cancel) },
        ["a bound"] = run => run with { IsBounded = true },
    };

    public static TheoryData<string> EmitsWith => [.. Emits.Keys];

    [SkippableTheory]
    [MemberData(nameof(EmitsWith))]
    public async Task An_emit_is_answered_with_what_a_read_then_finds(string with)
    {
        var run = Emits[with](New());

        var emitted = Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(run));

        Assert.Equal(Shown(await GetAsync(run.Id)), Shown(emitted.ToRun(run)));
    }

    [SkippableTheory]
    [MemberData(nameof(EmitsWith))]
    public async Task An_emit_is_answered_with_what_a_read_then_finds_whatever_its_workflow_asks_for(string with)
    {
        await DefineAsync(info => info with
        {
            Limits = Limits(total: 1, perKey: 1, new(1, Hour)),
            Timeout = Hour,
            ExpireAfter = Hour,
            MaxQueueLength = 10,
            OnSuccess = "thank",
        });
        await Store.PauseWorkflowAsync(Workflow, "enough");
        var run = Emits[with](New());

        var emitted = Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(run));

        Assert.Equal(Shown(await GetAsync(run.Id)), Shown(emitted.ToRun(run)));
    }

    [SkippableFact]
    public async Task An_emitted_run_is_queued_with_its_input()
    {
        var id = await EmitAsync(run => run with { TraceParent = "00-trace", Priority = 7, IdempotencyKey = "k" });

        var run = await GetAsync(id);

        Assert.Equal(RunStatus.Queued, run.Status);
        Assert.Equal(Queue, run.Queue);
        Assert.Equal("{\"n\":1}", run.Input.ToString());
        Assert.Equal(TestStore.Start, run.CreatedAt);
        Assert.Equal((1, 0, 7), (run.Attempt, run.Crashes, run.Priority));
        Assert.Equal(("00-trace", "k"), (run.TraceParent, run.IdempotencyKey));
    }

    [SkippableFact]
    public async Task Runs_that_are_asked_for_at_once_are_found_however_large_they_are()
    {
        var runs = Enumerable.Range(0, 30).Select(i => New() with { Input = Encoding.UTF8.GetBytes($"\"{new string('x', i % 3 == 0 ? 200_000 : i)}\"") }).ToArray();
        await Task.WhenAll(runs.Select(run => Store.EmitAsync(run))).Bounded();
        var nobody = RunId.New(0);

        var found = await Task.WhenAll(runs.Select(run => run.Id).Append(nobody).Select(id => Store.FindRunAsync(id))).Bounded();

        Assert.Equal(runs.Select(run => (RunId?)run.Id).Append(null), found.Select(run => run?.Id));
        Assert.Equal(runs.Select(run => run.Input.Length), found[..^1].Select(run => run!.Input.Utf8.Length));
    }

    [SkippableFact]
    public async Task An_emit_sent_twice_is_one_run()
    {
        var run = New();

        await Store.EmitAsync(run);
        var again = await Store.EmitAsync(run);

        Assert.IsType<EmitReply.SentAgain>(again);
        Assert.Single(await ClaimAsync());
    }

    [SkippableFact]
    public async Task An_emit_sent_again_after_its_run_was_claimed_does_not_queue_it_again()
    {
        var run = New();
        await Store.EmitAsync(run);
        await ClaimOneAsync();

        Assert.IsType<EmitReply.SentAgain>(await Store.EmitAsync(run));

        Assert.Empty(await ClaimAsync());
        Assert.Equal(RunStatus.Running, await StatusAsync(run.Id));
    }

    [SkippableFact]
    public async Task An_idempotency_key_yields_one_run_however_many_emit_at_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Store.EmitAsync(New() with { IdempotencyKey = "once" }))).Bounded();

        Assert.Single(replies.OfType<EmitReply.Emitted>());
        var holder = Assert.Single(replies.OfType<EmitReply.Existing>().Select(reply => reply.Id).Distinct());
        Assert.Equal(holder, Assert.Single(await ClaimAsync(200)).Id);
    }

    [SkippableFact]
    public async Task An_idempotency_key_belongs_to_its_workflow()
    {
        await Store.RegisterWorkflowsAsync([Info("other")]);
        await EmitAsync(run => run with { IdempotencyKey = "k" });

        var reply = await Store.EmitAsync(New("other") with { IdempotencyKey = "k" });

        Assert.IsType<EmitReply.Emitted>(reply);
    }

    [SkippableFact]
    public async Task An_emit_with_a_key_sent_twice_does_not_find_the_key_taken()
    {
        var run = New() with { IdempotencyKey = "k" };

        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(run));
        Assert.IsType<EmitReply.SentAgain>(await Store.EmitAsync(run));
    }

    [SkippableFact]
    public async Task A_run_of_an_unknown_workflow_is_refused_and_leaves_nothing()
    {
        var run = New("nobody") with { IdempotencyKey = "k" };

        Assert.IsType<EmitReply.UnknownWorkflow>(await Store.EmitAsync(run));

        Assert.Null(await Store.FindRunAsync(run.Id));
        await Store.RegisterWorkflowsAsync([Info("nobody")]);
        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(run));
    }

    [SkippableFact]
    public async Task A_run_of_a_workflow_that_is_registered_later_waits_in_the_default_queue()
    {
        var id = await EmitAsync(run => run with { Workflow = "later", AllowUnregistered = true });

        Assert.Equal("default", (await GetAsync(id)).Queue);
        Assert.Equal([id], (await Store.ListRunsAsync(new())).Runs.Select(run => run.Id));
        Assert.Equal((1, 1), ((await Store.GetStatsAsync()).Runs[RunStatus.Queued], (await Store.GetStatsAsync()).Queues["default"]));
        Assert.DoesNotContain(await Store.ListWorkflowsAsync(), info => info.Name == "later");
    }

    [SkippableFact]
    public async Task Ten_thousand_emits_at_once_are_ten_thousand_runs()
    {
        await Task.WhenAll(Enumerable.Range(0, 10_000).Select(_ => Store.EmitAsync(New()))).Bounded();

        var stats = await Store.GetStatsAsync();

        Assert.Equal(10_000, stats.Runs[RunStatus.Queued]);
        Assert.Equal(10_000, stats.Queues[Queue]);
    }

    [SkippableFact]
    public async Task A_delayed_run_is_not_claimed_before_it_is_due()
    {
        var id = await EmitAsync(run => run with { Delay = TimeSpan.FromSeconds(2) });
        Assert.Equal((RunStatus.Scheduled, Test.Now.AddSeconds(2)), ((await GetAsync(id)).Status, (await GetAsync(id)).DueAt!.Value));

        await Test.AdvanceAsync(TimeSpan.FromMilliseconds(1_999));
        var early = await Store.PromoteAsync(10);
        Assert.Equal(new(0, TimeSpan.FromMilliseconds(1)), early);
        Assert.Empty(await ClaimAsync());

        await Test.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal(new(1, null) { Lateness = TimeSpan.Zero }, await Store.PromoteAsync(10));
        Assert.Equal(id, (await ClaimOneAsync()).Id);
        Assert.Null((await GetAsync(id)).DueAt);
    }

    [SkippableFact]
    public async Task A_run_at_a_time_that_has_passed_is_queued_at_once()
    {
        var id = await EmitAsync(run => run with { RunAt = TestStore.Start.AddHours(-1) });

        Assert.Equal(RunStatus.Queued, await StatusAsync(id));
    }

    private static string Shown(Run run) => JsonSerializer.Serialize(run, PayloadJson.Options);

    [SkippableFact]
    public async Task Promotion_is_bounded_and_tells_that_there_is_more()
    {
        for (var i = 0; i < 5; i++)
        {
            await EmitAsync(run => run with { RunAt = TestStore.Start.AddSeconds(1) });
        }

        await Test.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(new(3, TimeSpan.Zero) { Lateness = TimeSpan.Zero }, await Store.PromoteAsync(3));
        Assert.Equal(new(2, null) { Lateness = TimeSpan.Zero }, await Store.PromoteAsync(3));
    }
}
