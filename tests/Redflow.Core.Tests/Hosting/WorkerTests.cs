using System.Collections.Concurrent;
using Redflow.Client;
using Redflow.Hosting;
using Redflow.Retries;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

public abstract partial class WorkerTests(IStoreServer server)
{
    protected static readonly RetryBackoff Quick = RetryBackoff.Constant(TimeSpan.FromMilliseconds(1));

    protected string Prefix { get; } = $"test-{Guid.NewGuid():N}";

    protected Task<WorkerHost> StartAsync(Action<RedflowBuilder> workflows, Action<RedflowWorkerOptions>? configure = null)
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        return WorkerHost.StartAsync(server, Prefix, workflows, o =>
        {
            // So that a lost wake-up is a test that hangs.
            o.PollInterval = TimeSpan.FromMinutes(1);
            configure?.Invoke(o);
        });
    }

    protected Task<WorkerHost> StartAsync<TOutput>(
        Func<WorkflowContext<int>, Task<TOutput>> handler, Action<RedflowWorkerOptions>? configure = null, Action<WorkflowOptions>? options = null) =>
        StartAsync(redflow => redflow.AddWorkflow("work", handler, o =>
        {
            o.Backoff = Quick;
            o.MaxConcurrency = 0;
            options?.Invoke(o);
        }), configure);

    private static Task<RunHandle<int>> EmitAsync(WorkerHost host, int input = 1) =>
        host.Client.EmitWorkflowAsync<int, int>("work", input);

    [SkippableFact]
    public async Task A_run_returns_its_result_to_the_client()
    {
        await using var host = await StartAsync(ctx => Task.FromResult(ctx.Input + 1));

        var handle = await EmitAsync(host, 41);

        Assert.Equal(42, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal(RunStatus.Succeeded, (await handle.GetStateAsync()).Status);
    }

    [SkippableFact]
    public async Task An_idle_worker_is_woken_and_does_not_wait_for_its_poll()
    {
        await using var host = await StartAsync(ctx => Task.FromResult(ctx.Input));

        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(i, await (await EmitAsync(host, i)).GetResultAsync(Wait.Limit));
        }
    }

    [SkippableFact]
    public async Task Finished_steps_do_not_run_again_in_the_next_attempt()
    {
        var calls = new ConcurrentDictionary<string, int>();
        await using var host = await StartAsync(async ctx =>
        {
            var first = await ctx.Step.RunAsync("first", _ => Task.FromResult(calls.AddOrUpdate("first", 1, (_, n) => n + 1)));
            return await ctx.Step.RunAsync("second", _ =>
                calls.AddOrUpdate("second", 1, (_, n) => n + 1) < 3 ? throw new InvalidOperationException("Not yet.") : Task.FromResult(first * 10));
        });

        var handle = await EmitAsync(host);

        Assert.Equal(10, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal((1, 3), (calls["first"], calls["second"]));
        var steps = await host.Client.GetRunStepsAsync(handle.Id);
        Assert.Equal([("first", 1), ("second", 3)], steps.Select(step => (step.Name, step.Attempt)));
    }

    [SkippableFact]
    public async Task A_run_fails_when_its_attempts_are_used_up()
    {
        var attempts = new ConcurrentQueue<(int, int)>();
        await using var host = await StartAsync<int>(ctx =>
        {
            attempts.Enqueue((ctx.Run.Attempt, ctx.Run.MaxAttempts));
            throw new InvalidOperationException("Never.");
        });

        var handle = await EmitAsync(host);

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal(("System.InvalidOperationException", "Never."), (failure.Error.Type, failure.Error.Message));
        Assert.Equal([(1, 3), (2, 3), (3, 3)], attempts);
    }

    [SkippableFact]
    public async Task A_non_retriable_error_fails_the_run_at_once()
    {
        var attempts = 0;
        await using var host = await StartAsync<int>(_ =>
        {
            attempts++;
            throw new NonRetriableException("Never again.");
        });

        var handle = await EmitAsync(host);

        await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal(1, attempts);
    }

    [SkippableFact]
    public async Task A_step_that_takes_too_long_is_canceled_and_fails_the_attempt()
    {
        var canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(async ctx =>
        {
            await ctx.Step.RunAsync("slow", async ct =>
            {
                ct.Register(canceled.SetResult);
                await Task.Delay(Timeout.Infinite, ct);
            }, new() { Timeout = TimeSpan.FromMilliseconds(20) });
            return 1;
        }, options: o => o.MaxAttempts = 1);

        var handle = await EmitAsync(host);

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal(typeof(StepTimeoutException).FullName, failure.Error.Type);
        await canceled.Task.Bounded();
        Assert.Equal(StepStatus.Failed, Assert.Single(await host.Client.GetRunStepsAsync(handle.Id)).Status);
    }

    [SkippableFact]
    public async Task A_handler_may_catch_the_failure_of_a_step()
    {
        await using var host = await StartAsync(async ctx =>
        {
            try
            {
                await ctx.Step.RunAsync("fails", _ => throw new InvalidOperationException("No."));
            }
            catch (InvalidOperationException)
            {
                return await ctx.Step.RunAsync("instead", _ => Task.FromResult(7));
            }

            return 0;
        });

        Assert.Equal(7, await (await EmitAsync(host)).GetResultAsync(Wait.Limit));
    }

    [SkippableFact]
    public async Task The_same_step_name_twice_fails_the_run_at_once()
    {
        await using var host = await StartAsync(async ctx =>
        {
            await ctx.Step.RunAsync("twin", _ => Task.FromResult(1));
            return await ctx.Step.RunAsync("twin", _ => Task.FromResult(2));
        });

        var handle = await EmitAsync(host);

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal(typeof(DuplicateStepException).FullName, failure.Error.Type);
    }

    [SkippableFact]
    public async Task Steps_run_in_parallel()
    {
        using var barrier = new SemaphoreSlim(0);
        await using var host = await StartAsync(async ctx =>
        {
            var results = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => ctx.Step.RunAsync($"step-{i}", async ct =>
            {
                if (i == 10)
                {
                    barrier.Release(9);
                }
                else
                {
                    await barrier.WaitAsync(ct);
                }

                return i;
            })));
            return results.Sum();
        });

        var handle = await EmitAsync(host);

        Assert.Equal(55, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal(10, (await host.Client.GetRunStepsAsync(handle.Id)).Count);
    }

    [SkippableFact]
    public async Task A_worker_takes_no_more_runs_than_it_has_room_for()
    {
        using var release = new SemaphoreSlim(0);
        var (now, most) = (0, 0);
        await using var host = await StartAsync(async ctx =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await release.WaitAsync(ctx.CancellationToken);
            return Interlocked.Decrement(ref now);
        }, o => o.Concurrency = 3);

        var handles = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => EmitAsync(host)));
        await Wait.UntilAsync(() => Task.FromResult(Volatile.Read(ref now) == 3), "three runs are running");
        release.Release(30);
        await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit)));

        Assert.Equal(3, most);
    }

    [SkippableFact]
    public async Task An_unreadable_input_fails_the_run_without_retry()
    {
        await using var host = await StartAsync(ctx => Task.FromResult(ctx.Input));

        var handle = await host.Client.EmitWorkflowAsync<string, int>("work", "not a number");

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal("Redflow.Payloads.InputValidationException", failure.Error.Type);
        Assert.Equal(1, (await handle.GetStateAsync()).Attempt);
    }

    [SkippableFact]
    public async Task A_run_of_a_workflow_the_worker_lacks_goes_back_for_one_that_has_it()
    {
        await using var host = await StartAsync(ctx => Task.FromResult(ctx.Input));
        var handle = await host.Client.EmitWorkflowAsync<int, int>("elsewhere", 1, new() { AllowUnregistered = true });

        await Wait.UntilAsync(async () => (await handle.GetStateAsync()).Status == RunStatus.Scheduled, "the run is put off");

        Assert.Equal(1, (await handle.GetStateAsync()).Attempt);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}

public sealed class GarnetWorkerTests(GarnetServer server) : WorkerTests(server), IClassFixture<GarnetServer>;

public sealed class RedisWorkerTests(RedisServer server) : WorkerTests(server), IClassFixture<RedisServer>;

public sealed class MemoryWorkerTests(MemoryServer server) : WorkerTests(server), IClassFixture<MemoryServer>;
