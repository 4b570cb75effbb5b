using System.Collections.Concurrent;
using Redflow.Client;
using Redflow.Hosting;
using Redflow.Retries;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Steps;

/// <summary>What steps do with a worker and a scheduler, by the real time.</summary>
public abstract class StepWorkerTests(IStoreServer server)
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task Clients_read_what_a_handler_tells_while_it_runs()
    {
        using var release = new SemaphoreSlim(0);
        await using var host = await StartAsync(async ctx =>
        {
            ctx.Logger.Say("Here.");
            ctx.ReportProgress(0.5, "half of it");
            await ctx.SetStatusAsync(new { Stage = "packing" });
            return await ctx.Step.RunAsync("slow", async ct =>
            {
                await release.WaitAsync(ct);
                return 7;
            });
        });
        var handle = await EmitAsync(host);

        await Wait.UntilAsync(async () => (await host.Client.GetRunLogAsync(handle.Id)).Count == 1, "the log is stored");
        await Wait.UntilAsync(async () => (await handle.GetStateAsync()) is { Progress: not null, CustomStatus: not null }, "the rest is stored");
        var run = await handle.GetStateAsync();
        release.Release();

        Assert.Equal((RunStatus.Running, new(0.5, "half of it"), "{\"stage\":\"packing\"}"), (run.Status, run.Progress, run.CustomStatus.ToString()));
        Assert.Equal("Here.", Assert.Single(await host.Client.GetRunLogAsync(handle.Id)).Message);
        Assert.Equal(7, await handle.GetResultAsync(Wait.Limit));
    }

    [SkippableFact]
    public async Task What_is_logged_last_is_stored_before_the_run_has_ended()
    {
        await using var host = await StartAsync(ctx =>
        {
            ctx.Logger.Say("And out.");
            ctx.ReportProgress(1);
            return Task.FromResult(7);
        });

        for (var i = 0; i < 20; i++)
        {
            var handle = await EmitAsync(host);
            await handle.GetResultAsync(Wait.Limit);

            Assert.Single(await host.Client.GetRunLogAsync(handle.Id));
            Assert.Equal(1, (await handle.GetStateAsync()).Progress!.Fraction);
        }
    }

    [SkippableFact]
    public async Task Families_of_runs_end_together()
    {
        await using var host = await StartAsync(async ctx => ctx.Input == 0
            ? 1
            : (await Task.WhenAll(Enumerable.Range(1, 3).Select(i => ctx.Step.RunWorkflowAsync($"child-{i}", new WorkflowRef<int, int>("work"), ctx.Input - 1)))).Sum());

        var handle = await EmitAsync(host, 3);

        Assert.Equal(27, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal(40, (await host.Client.GetStatsAsync()).Runs[RunStatus.Succeeded]);
    }

    [SkippableFact]
    public async Task Runs_talk_by_events_and_signals()
    {
        await using var host = await StartAsync(async ctx =>
        {
            if (ctx.Input == 1)
            {
                return await ctx.Step.WaitForEventAsync<int>("ready", "ready", "1") + await ctx.Step.WaitForSignalAsync<int>("go", "go");
            }

            await ctx.Step.EmitEventAsync("ready", "ready", 40, "1");
            return 0;
        });
        var waiting = await EmitAsync(host);

        await (await EmitAsync(host, 2)).GetResultAsync(Wait.Limit);
        await host.Client.SignalRunAsync(waiting.Id, "go", 2);

        Assert.Equal(42, await waiting.GetResultAsync(Wait.Limit));
    }

    [SkippableFact]
    public async Task A_step_is_tried_again_in_its_worker()
    {
        var tries = new ConcurrentQueue<int>();
        await using var host = await StartAsync(ctx => ctx.Step.RunAsync("flaky", step =>
        {
            tries.Enqueue(step.Attempt);
            return step.Attempt < 3 ? throw new InvalidOperationException("Not yet.") : Task.FromResult(7);
        }, new() { Retry = new() { Backoff = RetryBackoff.Constant(TimeSpan.FromMilliseconds(1)) } }));

        var handle = await EmitAsync(host);

        Assert.Equal(7, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal([1, 2, 3], tries);
        Assert.Equal(1, (await handle.GetStateAsync()).Attempt);
    }

    [SkippableTheory]
    [InlineData("canceled while running")]
    [InlineData("canceled while waiting")]
    [InlineData("timed out while running")]
    [InlineData("timed out while waiting")]
    [InlineData("failed")]
    public async Task However_a_run_ends_without_success_what_it_did_is_undone_once(string how)
    {
        var (done, undone) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        using var booked = new SemaphoreSlim(0);
        await using var host = await StartAsync(
            async ctx =>
            {
                ctx.Compensate("hotel", _ => NoteAsync(undone, "hotel"));
                await ctx.Step.RunAsync("hotel", _ => NoteAsync(done, "hotel"));
                ctx.Compensate("flight", _ => NoteAsync(undone, "flight"));
                await ctx.Step.RunAsync("flight", _ => NoteAsync(done, "flight"));
                booked.Release();
                if (how == "failed")
                {
                    throw new NonRetriableException("No cars.");
                }

                await (how.EndsWith("running", StringComparison.Ordinal)
                    ? ctx.Step.RunAsync("car", ct => Task.Delay(Timeout.Infinite, ct))
                    : ctx.Step.WaitForSignalAsync<int>("car", "car"));
                return 0;
            },
            o => o.Timeout = how.StartsWith("timed out", StringComparison.Ordinal) ? TimeSpan.FromSeconds(1) : null);
        var handle = await EmitAsync(host);
        await booked.WaitAsync().Bounded();
        if (how.EndsWith("waiting", StringComparison.Ordinal))
        {
            await Wait.UntilAsync(async () => (await handle.GetStateAsync()).Status != RunStatus.Running, "the run waits");
        }

        if (how.StartsWith("canceled", StringComparison.Ordinal))
        {
            await handle.CancelAsync("enough");
        }

        await Assert.ThrowsAnyAsync<RedflowException>(() => handle.GetResultAsync(Wait.Limit));
        await Wait.UntilAsync(async () => await FindCompensationAsync(host, handle.Id) is { Status: RunStatus.Succeeded }, "it is undone");
        Assert.Equal(["hotel", "flight"], done);
        Assert.Equal(["flight", "hotel"], undone);
    }

    [SkippableFact]
    public async Task A_compensation_goes_on_with_another_worker()
    {
        var undone = new ConcurrentQueue<string>();
        using var halfway = new SemaphoreSlim(0);
        var isStopping = false;
        async Task<int> HandleAsync(WorkflowContext<int> ctx)
        {
            ctx.Compensate("a", _ => NoteAsync(undone, "a"));
            ctx.Compensate("b", async ct =>
            {
                if (!Volatile.Read(ref isStopping))
                {
                    halfway.Release();
                    await Task.Delay(Timeout.Infinite, ct);
                }

                undone.Enqueue("b");
            });
            ctx.Compensate("c", _ => NoteAsync(undone, "c"));
            await ctx.Step.RunAsync("fail", _ => throw new NonRetriableException("No."));
            return 0;
        }

        var first = await StartAsync(HandleAsync, worker: o => o.ShutdownGracePeriod = TimeSpan.Zero);
        var handle = await EmitAsync(first);
        await halfway.WaitAsync().Bounded();
        Volatile.Write(ref isStopping, true);
        await first.DisposeAsync();

        await using var second = await StartAsync(HandleAsync);

        await Wait.UntilAsync(async () => await FindCompensationAsync(second, handle.Id) is { Status: RunStatus.Succeeded }, "it is undone");
        Assert.Equal(["c", "b", "a"], undone);
        Assert.Equal(1, (await FindCompensationAsync(second, handle.Id))!.Attempt);
    }

    [SkippableFact]
    public async Task A_canceled_parent_fires_the_token_of_its_running_child()
    {
        var fired = new TaskCompletionSource<CancellationReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(async ctx =>
        {
            if (ctx.Input == 1)
            {
                return await ctx.Step.RunWorkflowAsync("child", new WorkflowRef<int, int>("work"), 2);
            }

            ctx.CancellationToken.Register(() => fired.TrySetResult(ctx.CancellationReason));
            started.TrySetResult();
            await Task.Delay(Timeout.Infinite, ctx.CancellationToken);
            return 0;
        });
        var handle = await EmitAsync(host);
        await started.Task.Bounded();

        await handle.CancelAsync("enough");

        Assert.Equal(CancellationReason.RunCanceled, await fired.Task.Bounded());
        await Assert.ThrowsAsync<RunCanceledException>(() => handle.GetResultAsync(Wait.Limit));
    }

    private static Task<RunHandle<int>> EmitAsync(WorkerHost host, int input = 1) => host.Client.EmitWorkflowAsync<int, int>("work", input);

    private static Task NoteAsync(ConcurrentQueue<string> notes, string note)
    {
        notes.Enqueue(note);
        return Task.CompletedTask;
    }

    private static async Task<RunSummary?> FindCompensationAsync(WorkerHost host, RunId id) =>
        (await host.Client.ListRunsAsync(new() { Parent = id })).Runs.SingleOrDefault(run => run.CompensationOf == id);

    private Task<WorkerHost> StartAsync(
        Func<WorkflowContext<int>, Task<int>> handler, Action<WorkflowOptions>? options = null, Action<RedflowWorkerOptions>? worker = null)
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        return WorkerHost.StartAsync(
            server,
            _prefix,
            redflow => redflow.AddWorkflow("work", handler, o =>
            {
                (o.MaxConcurrency, o.Backoff) = (0, RetryBackoff.Constant(TimeSpan.FromMilliseconds(1)));
                options?.Invoke(o);
            }),
            o =>
            {
                // So that a lost wake-up is a test that hangs.
                o.PollInterval = TimeSpan.FromMinutes(1);
                worker?.Invoke(o);
            });
    }
}

public sealed class MemoryStepWorkerTests(MemoryServer server) : StepWorkerTests(server), IClassFixture<MemoryServer>;

public sealed class RedisStepWorkerTests(RedisServer server) : StepWorkerTests(server), IClassFixture<RedisServer>;
