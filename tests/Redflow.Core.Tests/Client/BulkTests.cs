using Microsoft.Extensions.DependencyInjection;
using Redflow.Bulk;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Client;

/// <summary>Operations on all runs that a filter matches.</summary>
public sealed class BulkTests
{
    private static readonly WorkflowRef<int, int> Work = new("work");
    private static readonly WorkflowRef<int, int> Other = new("other");
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    [Fact]
    public async Task All_runs_that_match_are_canceled_with_the_reason_and_no_others()
    {
        await using var host = await StartAsync();
        await EmitAsync(host.Client, Work, 250);
        await EmitAsync(host.Client, Other, 3);

        var bulk = await host.Client.StartBulkAsync(new(BulkOperation.Cancel, new() { Workflow = "work", Limit = 1 }, "spring cleaning"));

        Assert.Equal(new(250, 0), await bulk.GetResultAsync(Wait.Limit));
        Assert.Equal(250, await host.Client.CountRunsAsync(new() { Workflow = "work", Status = RunStatus.Canceled }));
        Assert.Equal(3, await host.Client.CountRunsAsync(new() { Status = RunStatus.Scheduled }));
        Assert.Equal("spring cleaning", (await host.Client.ListRunsAsync(new() { Workflow = "work", Limit = 1 })).Runs[0].CancelReason);
    }

    [Fact]
    public async Task All_runs_that_match_and_have_ended_are_deleted()
    {
        await using var host = await StartAsync();
        var handles = await EmitAsync(host.Client, Work, 5);
        await handles[0].CancelAsync();
        await handles[1].CancelAsync();

        var bulk = await host.Client.StartBulkAsync(new(BulkOperation.Delete, new() { Workflow = "work" }));

        Assert.Equal(new(2, 3), await bulk.GetResultAsync(Wait.Limit));
        Assert.Equal(3, await host.Client.CountRunsAsync(new() { Workflow = "work" }));
    }

    [Fact]
    public async Task An_operation_that_there_is_not_is_refused_and_deletes_nothing()
    {
        await using var host = await StartAsync();
        var handles = await EmitAsync(host.Client, Work, 2);
        await handles[0].CancelAsync();
        var request = new BulkRequest((BulkOperation)99, new() { Workflow = "work" });

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Client.StartBulkAsync(request));
        var raw = await host.Client.EmitWorkflowAsync<BulkRequest, BulkResult>(BulkWorkflow.Name, request);

        var failed = await Assert.ThrowsAsync<WorkflowFailedException>(() => raw.GetResultAsync(Wait.Limit));
        Assert.Contains("no bulk operation 99", failed.Message, StringComparison.Ordinal);
        Assert.Equal(2, await host.Client.CountRunsAsync(new() { Workflow = "work" }));
    }

    [Fact]
    public async Task A_backlog_is_canceled_before_it_is_worked_off()
    {
        using var release = new SemaphoreSlim(0);
        var ran = 0;
        await using var host = await RedflowTestHost.StartAsync(
            redflow => redflow.AddWorkflow<int, int>("work", async ctx =>
            {
                Interlocked.Increment(ref ran);
                await release.WaitAsync(ctx.CancellationToken);
                return 0;
            }, o => (o.Queue, o.MaxConcurrency) = ("all", 0)),
            configure: o => o.Concurrency = 1);
        await host.Client.EmitManyAsync(Work, [.. Enumerable.Range(0, 20)]);
        await Wait.UntilAsync(() => Task.FromResult(Volatile.Read(ref ran) == 1), "the worker is busy");

        var bulk = await host.Client.StartBulkAsync(new(BulkOperation.Cancel, new() { Status = RunStatus.Queued, Workflow = "work" }));
        release.Release(20);

        Assert.Equal(19, (await bulk.GetResultAsync(Wait.Limit)).Changed);
        Assert.Equal(1, Volatile.Read(ref ran));
    }

    [Fact]
    public void Operations_do_not_wait_for_each_other() => Assert.Equal(0, WorkflowDiscovery.Of(typeof(BulkWorkflow)).Options.MaxConcurrency);

    [Fact]
    public async Task A_mass_retry_respects_the_limit_of_the_workflow()
    {
        using var release = new SemaphoreSlim(0);
        var (isMended, now, most) = (false, 0, 0);
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("work", async ctx =>
        {
            if (!Volatile.Read(ref isMended))
            {
                throw new NonRetriableException("No.");
            }

            most = Math.Max(most, Interlocked.Increment(ref now));
            await release.WaitAsync(ctx.CancellationToken);
            Interlocked.Decrement(ref now);
            return ctx.Input;
        }, o => o.MaxConcurrency = 2));
        var handles = await host.Client.EmitManyAsync(Work, [.. Enumerable.Range(0, 20)]);
        await Task.WhenAll(handles.Select(handle => Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit))));
        Volatile.Write(ref isMended, true);

        var bulk = await host.Client.StartBulkAsync(new(BulkOperation.Retry, new() { Status = RunStatus.Failed }));
        Assert.Equal(new(20, 0), await bulk.GetResultAsync(Wait.Limit));
        await Wait.UntilAsync(() => Task.FromResult(Volatile.Read(ref now) == 2), "two runs are running");
        release.Release(20);

        Assert.Equal(Enumerable.Range(0, 20), await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit))));
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task It_shows_its_progress()
    {
        var (store, gate) = StoreGate.Before(new MemoryStore(TimeProvider.System), nameof(IRedflowStore.CancelAsync), call: 250);
        await using var host = await StartAsync(store);
        await EmitAsync(host.Client, Work, 1_000);

        var bulk = await host.Client.StartBulkAsync(new(BulkOperation.Cancel, new() { Workflow = "work" }));
        await gate.Reached.Bounded();
        await Wait.UntilAsync(async () => (await bulk.GetStateAsync()).Progress == new RunProgress(0.2, "200 of 1000 runs"), "the first page is reported");
        gate.Open();

        Assert.Equal(new(1_000, 0), await bulk.GetResultAsync(Wait.Limit));
        Assert.Equal(new(1, "1000 of 1000 runs"), (await bulk.GetStateAsync()).Progress);
        Assert.Contains(await host.Client.GetRunStepsAsync(bulk.Id), step => step.Name == "page 5");
    }

    [Fact]
    public async Task It_is_stopped_in_the_middle_and_what_it_has_done_stays_done_and_counts()
    {
        var canary = new Canary();
        var (store, gate) = StoreGate.Before(new MemoryStore(TimeProvider.System), nameof(IRedflowStore.CancelAsync), call: 250);
        await using var host = await StartAsync(store, canary);
        await EmitAsync(host.Client, Work, 1_000);
        var bulk = await host.Client.StartBulkAsync(new(BulkOperation.Cancel, new() { Workflow = "work" }));
        await gate.Reached.Bounded();

        await bulk.CancelAsync("enough");
        await canary.SingAsync(host.Client);
        gate.Open();

        await Assert.ThrowsAsync<RunCanceledException>(() => bulk.GetResultAsync(Wait.Limit));
        var canceled = await host.Client.CountRunsAsync(new() { Workflow = "work", Status = RunStatus.Canceled });
        Assert.InRange(canceled, 201, 400);
        Assert.Equal(new(canceled, 0), (await host.Client.GetBulkAsync(bulk.Id)).SoFar);
    }

    [Fact]
    public async Task A_page_that_its_worker_has_left_is_gone_through_again()
    {
        var run = await WorkflowTest.For<BulkRequest, BulkResult>(new BulkWorkflow(null!).RunAsync)
            .OverrideStep(BulkWorkflow.CountStep, 10L)
            .OverrideStep("page 1", new BulkWorkflow.Page(3, 1, null, IsCut: true))
            .OverrideStep("page 2", new BulkWorkflow.Page(6, 0, null))
            .RunAsync(new BulkRequest(BulkOperation.Retry, new()));

        Assert.Equal(new BulkResult(9, 1), run.Output);
    }

    [Fact]
    public async Task Runs_that_are_named_by_their_ids_are_taken_and_no_others()
    {
        await using var host = await StartAsync();
        var handles = await EmitAsync(host.Client, Work, 500);
        RunId[] ids = [.. handles.Where((_, i) => i % 2 == 0).Select(handle => handle.Id)];

        var preview = await host.Client.PreviewBulkAsync(new(BulkOperation.Cancel, new() { Ids = ids }));
        var bulk = await host.Client.StartBulkAsync(new(BulkOperation.Cancel, new() { Ids = ids }));

        Assert.Equal(new(250, true), preview);
        Assert.Equal(new(250, 0), await bulk.GetResultAsync(Wait.Limit));
        Assert.Equal(ids, (await host.Client.GetBulkAsync(bulk.Id)).Request!.Filter.Ids);
        Assert.Equal(250, await host.Client.CountRunsAsync(new() { Workflow = "work", Status = RunStatus.Scheduled }));
    }

    [Fact]
    public async Task It_survives_the_loss_of_its_worker()
    {
        var (store, gate) = StoreGate.Before(new MemoryStore(TimeProvider.System), nameof(IRedflowStore.CancelAsync), call: 250);
        await using var host = await StartAsync(store);
        await EmitAsync(host.Client, Work, 1_000);
        var bulk = await host.Client.StartBulkAsync(new(BulkOperation.Cancel, new() { Workflow = "work" }));
        await gate.Reached.Bounded();

        await store.ReleaseWorkerAsync((await bulk.GetStateAsync()).Worker!);
        gate.Open();

        var result = await bulk.GetResultAsync(Wait.Limit);
        Assert.Equal((1_000, 1_000), (result.Changed + result.Skipped, await host.Client.CountRunsAsync(new() { Workflow = "work", Status = RunStatus.Canceled })));
    }

    [Fact]
    public async Task Runs_that_are_emitted_before_it_are_taken_and_those_after_it_left_alone_even_within_one_millisecond()
    {
        var (store, gate) = StoreGate.Before(new MemoryStore(new ManualTime(TestStore.Start)), nameof(IRedflowStore.CancelAsync), call: 1);
        await using var host = await StartAsync(store);
        await EmitAsync(host.Client, Work, 3);
        var bulk = await host.Client.StartBulkAsync(new(BulkOperation.Cancel, new() { Workflow = "work" }));
        await gate.Reached.Bounded();

        var late = Assert.Single(await EmitAsync(host.Client, Work, 1));
        gate.Open();

        Assert.Equal(new(3, 0), await bulk.GetResultAsync(Wait.Limit));
        Assert.Equal(RunStatus.Scheduled, (await late.GetStateAsync()).Status);
    }

    [Fact]
    public async Task The_engine_s_own_workflow_is_not_listed_and_its_runs_are_left_alone()
    {
        await using var host = await StartAsync();
        await host.Client.PauseQueueAsync("redflow.system");
        var stopped = await host.Client.StartBulkAsync(new(BulkOperation.Delete, new()));
        await stopped.CancelAsync();
        await host.Client.ResumeQueueAsync("redflow.system");

        var bulk = await host.Client.StartBulkAsync(new(BulkOperation.Retry, new() { Status = RunStatus.Canceled }));

        Assert.Equal(new(0, 0), await bulk.GetResultAsync(Wait.Limit));
        Assert.Equal(RunStatus.Canceled, (await stopped.GetStateAsync()).Status);
        Assert.Equal(["other", "work"], (await host.Client.ListWorkflowsAsync()).Select(workflow => workflow.Name));
    }

    [Fact]
    public async Task A_filter_or_reason_that_is_not_valid_is_refused_at_once()
    {
        await using var host = await StartAsync();

        Task CancelAsync(RunQuery filter, string? reason = null) => host.Client.StartBulkAsync(new(BulkOperation.Cancel, filter, reason));

        await Assert.ThrowsAsync<ArgumentException>(() => CancelAsync(new() { IdempotencyKey = "key" }));
        await Assert.ThrowsAsync<ArgumentException>(() => CancelAsync(new(), new('r', RedflowClient.MaxReasonLength + 1)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => host.Client.StartBulkAsync(null!));
        Assert.Empty((await host.Client.ListRunsAsync()).Runs);
    }

    [Fact]
    public async Task A_preview_counts_what_it_would_go_through()
    {
        await using var host = await StartAsync();
        await EmitAsync(host.Client, Work, 7);
        await host.Client.StartBulkAsync(new(BulkOperation.Delete, new() { Tag = "nobody" }));

        Task<BulkPreview> PreviewAsync(RunQuery filter, long atMost = long.MaxValue) => host.Client.PreviewBulkAsync(new(BulkOperation.Cancel, filter), atMost);

        Assert.Equal(new(7, true), await PreviewAsync(new() { Cursor = "ignored" }));
        Assert.Equal(new(7, true), await PreviewAsync(new(), 7));
        Assert.Equal(new(6, false), await PreviewAsync(new(), 6));
        Assert.Equal(new(0, true), await PreviewAsync(new() { Tag = "nobody" }));
        await Assert.ThrowsAsync<ArgumentException>(() => PreviewAsync(new() { IdempotencyKey = "key" }));
    }

    [Fact]
    public async Task It_can_be_read_while_it_goes_on_and_after_it_was_stopped()
    {
        var canary = new Canary();
        var (store, gate) = StoreGate.Before(new MemoryStore(TimeProvider.System), nameof(IRedflowStore.CancelAsync), call: 250);
        await using var host = await StartAsync(store, canary);
        await EmitAsync(host.Client, Work, 1_000);
        var bulk = await host.Client.StartBulkAsync(new(BulkOperation.Cancel, new() { Workflow = "work" }), "once");
        await gate.Reached.Bounded();

        var same = await host.Client.StartBulkAsync(new(BulkOperation.Cancel, new() { Workflow = "work" }), "once");
        var state = await host.Client.GetBulkAsync(bulk.Id);
        await bulk.CancelAsync();
        await canary.SingAsync(host.Client);
        gate.Open();
        await Assert.ThrowsAsync<RunCanceledException>(() => bulk.GetResultAsync(Wait.Limit));

        Assert.Equal((bulk.Id, true), (same.Id, same.AlreadyExisted));
        Assert.Equal((1_000L, new BulkResult(200, 0), BulkOperation.Cancel), (state.Matching!.Value, state.SoFar, state.Request!.Operation));
        Assert.InRange((await host.Client.GetBulkAsync(bulk.Id)).SoFar.Changed, 201, 400);
        Assert.Equal([bulk.Id], (await host.Client.ListRunsAsync(RedflowClient.BulkOperations)).Runs.Select(run => run.Id));
    }

    [Fact]
    public async Task What_is_no_operation_is_not_read_as_one()
    {
        await using var host = await StartAsync();
        var run = Assert.Single(await EmitAsync(host.Client, Work, 1));

        await Assert.ThrowsAsync<BulkNotFoundException>(() => host.Client.GetBulkAsync(run.Id));
        await Assert.ThrowsAsync<BulkNotFoundException>(() => host.Client.GetBulkAsync(RunId.New(0)));
    }

    [Fact]
    public async Task Without_any_worker_it_is_refused()
    {
        var client = new RedflowClient(new MemoryStore(TimeProvider.System), TimeProvider.System);

        await Assert.ThrowsAsync<UnknownWorkflowException>(() => client.StartBulkAsync(new(BulkOperation.Cancel, new())));
    }

    private static Task<RedflowTestHost> StartAsync(IRedflowStore? store = null, Canary? canary = null) => RedflowTestHost.StartAsync(
        redflow =>
        {
            redflow
                .AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input))
                .AddWorkflow<int, int>("other", ctx => Task.FromResult(ctx.Input));
            canary?.AddTo(redflow);
        },
        services => services.AddSingleton(store ?? new MemoryStore(TimeProvider.System)),
        o => o.LeaseDuration = TimeSpan.FromMilliseconds(300));

    private static Task<IReadOnlyList<RunHandle<int>>> EmitAsync(RedflowClient client, WorkflowRef<int, int> workflow, int count) =>
        client.EmitManyAsync(workflow, [.. Enumerable.Range(0, count)], _ => new() { Delay = Later });
}
